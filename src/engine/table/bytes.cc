#include "engine/table/bytes.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <vector>

#include "engine/base/system_error.h"

namespace zhaoshang {

std::string encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8: return "UTF-8";
    case Encoding::kUtf16Le: return "UTF-16LE";
    case Encoding::kUtf16Be: return "UTF-16BE";
    case Encoding::kGb18030: return "GB18030";
  }
  return {};
}

ByteFile::ByteFile(const std::string& path)
    : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) fail("open", "打开");
}

ByteFile::~ByteFile() { ::close(descriptor_); }

void ByteFile::fail(const char* en, const char* zh) const {
  throw SystemError::from_errno({zh, en}, path_, errno);
}

std::size_t ByteFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail("read", "读取");
  return static_cast<std::size_t>(std::max<off_t>(0, status.st_size));
}

template <class ReadFrom>
std::size_t ByteFile::fill(std::size_t size, const ReadFrom& read_from) const {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = read_from(done);
    if (count == 0) break;
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (errno != EINTR) {
      fail("read", "读取");
    }
  }
  return done;
}

std::size_t ByteFile::read(char* to, std::size_t size) {
  return fill(size, [&](std::size_t done) { return ::read(descriptor_, to + done, size - done); });
}

std::size_t ByteFile::read_at(std::size_t place, char* to, std::size_t size) const {
  return fill(size, [&](std::size_t done) {
    return ::pread(descriptor_, to + done, size - done, static_cast<off_t>(place + done));
  });
}

void for_each_block(const std::string& path, std::optional<std::uint64_t> most,
                    const std::function<void(std::string_view)>& take) {
  constexpr std::uint64_t kBlock = std::uint64_t{256} << 10U;
  ByteFile file(path);
  std::vector<char> block(kBlock);
  std::uint64_t left = most.value_or(file.size());
  while (left > 0) {
    const std::size_t got = file.read(block.data(), std::min(left, kBlock));
    if (got == 0) return;
    take({block.data(), got});
    left -= got;
  }
}

Converter::Converter(Encoding encoding)
    : handle_(::iconv_open("UTF-8", encoding_name(encoding).c_str())) {
  if (handle_ == reinterpret_cast<iconv_t>(-1)) {  // what POSIX returns
    throw SystemError::from_errno({"转换编码", "convert from"}, encoding_name(encoding), errno);
  }
}

Converter::~Converter() { ::iconv_close(handle_); }

bool Converter::convert(std::string_view& bytes, std::string& out) {
  std::array<char, 16384> buffer;
  while (!bytes.empty()) {
    char* from = const_cast<char*>(bytes.data());  // iconv does not write there
    std::size_t from_left = bytes.size();
    char* to = buffer.data();
    std::size_t to_left = buffer.size();
    const std::size_t result = ::iconv(handle_, &from, &from_left, &to, &to_left);
    const int error = errno;
    out.append(buffer.data(), buffer.size() - to_left);
    bytes.remove_prefix(bytes.size() - from_left);
    if (result != static_cast<std::size_t>(-1)) continue;
    if (error == EINVAL) return true;  // the end of a sequence is still to come
    if (error != E2BIG) return false;
  }
  return true;
}

}  // namespace zhaoshang
