#include "engine/base/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <utility>

#include "engine/base/system_error.h"

namespace zhaoshang {

namespace {

constexpr std::size_t kBufferSize = 64 * 1024;
constexpr std::string_view kStandard = "-";

const Message& writing() {
  static const Message kWriting{"写入", "write"};
  return kWriting;
}

const Message& reading() {
  static const Message kReading{"读取", "read"};
  return kReading;
}

/// Closes a descriptor of its own when a read ends early.
class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

int open_retrying(const std::string& path, int flags, mode_t mode) {
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

/// false: errno says why. Pipes, devices and some file systems cannot be synchronised; that is no
/// failure.
bool is_synchronised(int descriptor) {
  int done = -1;
  do {
    done = ::fsync(descriptor);
  } while (done != 0 && errno == EINTR);
  return done == 0 || errno == EINVAL || errno == EROFS;
}

}  // namespace

Output::Output(int descriptor, std::string path, bool owned)
    : descriptor_(descriptor), path_(std::move(path)), owned_(owned) {
  buffer_.reserve(kBufferSize);
}

Output::Output(Output&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      owned_(other.owned_),
      buffer_(std::move(other.buffer_)) {}

Output::~Output() {
  if (owned_ && descriptor_ >= 0) ::close(descriptor_);
}

Output Output::file(std::string path) {
  if (path == kStandard) return standard();
  const int descriptor = open_retrying(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (descriptor < 0) throw SystemError::from_errno({"创建", "create"}, path, errno);
  return Output(descriptor, std::move(path), true);
}

Output Output::standard() { return Output(STDOUT_FILENO, "<stdout>", false); }

void Output::write(std::string_view text) {
  if (buffer_.size() + text.size() > kBufferSize) flush();
  buffer_ += text;
  if (buffer_.size() >= kBufferSize) flush();
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written > 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (written == 0 || errno != EINTR) {
      throw SystemError::from_errno(writing(), path_, written == 0 ? ENOSPC : errno);
    }
  }
  buffer_.clear();
}

void Output::close() {
  flush();
  if (!owned_) return;
  const bool synced = is_synchronised(descriptor_);
  const int sync_error = errno;
  const int closed = ::close(std::exchange(descriptor_, -1));
  if (!synced) throw SystemError::from_errno(writing(), path_, sync_error);
  if (closed != 0 && errno != EINTR) throw SystemError::from_errno(writing(), path_, errno);
}

void sync_folder(const std::string& folder) {
  const OpenFile file(open_retrying(folder, O_RDONLY | O_DIRECTORY, 0));
  if (file.descriptor() < 0) throw SystemError::from_errno({"打开", "open"}, folder, errno);
  if (!is_synchronised(file.descriptor())) throw SystemError::from_errno(writing(), folder, errno);
}

std::string read_file(const std::string& path) {
  return read_file(path, std::numeric_limits<std::size_t>::max() - 1);
}

std::string read_file(const std::string& path, std::size_t most) {
  const OpenFile file(path == kStandard ? STDIN_FILENO : open_retrying(path, O_RDONLY, 0));
  if (file.descriptor() < 0) throw SystemError::from_errno(reading(), path, errno);
  std::string text;
  struct stat status {};
  if (::fstat(file.descriptor(), &status) == 0 && S_ISREG(status.st_mode)) {
    text.reserve(std::min(static_cast<std::size_t>(status.st_size), most + 1));
  }
  std::array<char, kBufferSize> block{};
  while (text.size() <= most) {
    const std::size_t wanted = std::min(block.size(), most + 1 - text.size());
    const ssize_t count = ::read(file.descriptor(), block.data(), wanted);
    if (count > 0) {
      text.append(block.data(), static_cast<std::size_t>(count));
    } else if (count == 0) {
      break;
    } else if (errno != EINTR) {
      throw SystemError::from_errno(reading(), path, errno);
    }
  }
  return text;
}

}  // namespace zhaoshang
