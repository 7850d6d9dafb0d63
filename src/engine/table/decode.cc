#include "engine/table/decode.h"

#include <array>
#include <functional>
#include <utility>

#include "engine/table/bytes.h"
#include "engine/table/table_diagnostics.h"
#include "engine/table/text_check.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kBlock = std::size_t{256} * 1024;
/// Files up to this size are held in memory, decoded; larger ones are read twice.
constexpr std::size_t kHeldSize = std::size_t{8} * 1024 * 1024;

/// A text that is held.
class HeldStream : public TextStream {
 public:
  explicit HeldStream(std::shared_ptr<const std::string> text) : text_(std::move(text)) {}
  std::size_t read(char* to, std::size_t size) override {
    const std::size_t count = text_->copy(to, size, at_);
    at_ += count;
    return count;
  }

 private:
  std::shared_ptr<const std::string> text_;
  std::size_t at_ = 0;
};

/// Ends a text with a newline where it has none.
std::size_t end_line(char* to, std::size_t done, std::size_t size, char& last, bool& ended) {
  if (done > 0) last = to[done - 1];
  if (done == size || ended) return done;
  ended = true;
  if (last != '\n') to[done++] = last = '\n';
  return done;
}

/// A large UTF-8 file, read straight into the reader's buffer.
class Utf8Stream : public TextStream {
 public:
  Utf8Stream(const std::string& path, std::size_t mark) : file_(path) {
    std::array<char, 4> skipped{};
    file_.read(skipped.data(), mark);
  }
  std::size_t read(char* to, std::size_t size) override {
    return end_line(to, ended_ ? 0 : file_.read(to, size), size, last_, ended_);
  }

 private:
  ByteFile file_;
  char last_ = '\n';
  bool ended_ = false;
};

/// A large file in another encoding.
class ConvertedStream : public TextStream {
 public:
  ConvertedStream(const std::string& path, Encoding encoding, std::size_t mark)
      : file_(path), converter_(encoding) {
    std::array<char, 4> skipped{};
    file_.read(skipped.data(), mark);
  }
  std::size_t read(char* to, std::size_t size) override {
    while (text_.size() - at_ < size && !file_ended_) refill();
    const std::size_t done = text_.copy(to, size, at_);
    at_ += done;
    return end_line(to, done, size, last_, ended_);
  }

 private:
  void refill() {
    text_.erase(0, at_);
    at_ = 0;
    const std::size_t kept = bytes_.size();
    bytes_.resize(kept + kBlock);
    bytes_.resize(kept + file_.read(bytes_.data() + kept, kBlock));
    file_ended_ = bytes_.size() == kept;
    std::string_view rest = bytes_;
    converter_.convert(rest, text_);
    bytes_.erase(0, bytes_.size() - rest.size());
  }

  ByteFile file_;
  Converter converter_;
  std::string bytes_;
  std::string text_;
  std::size_t at_ = 0;
  char last_ = '\n';
  bool file_ended_ = false;
  bool ended_ = false;
};

/// The byte order mark that a file starts with.
struct Mark {
  Encoding encoding = Encoding::kUtf8;
  std::size_t size = 0;
};

Mark mark_of(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {Encoding::kUtf8, 3};
  if (bytes.starts_with("\xFF\xFE")) return {Encoding::kUtf16Le, 2};
  if (bytes.starts_with("\xFE\xFF")) return {Encoding::kUtf16Be, 2};
  return {};
}

std::string first_bytes(const CsvFile& file) {
  if (file.text) return file.text->substr(0, 4);
  std::string start(4, '\0');
  start.resize(ByteFile(file.path).read(start.data(), start.size()));
  return start;
}

/// The bytes of a file: from memory at once, from a disk block by block.
using Follow = std::function<bool(std::string_view bytes, bool last)>;
void each_block(const CsvFile& file, const Follow& follow) {
  if (file.text) {
    follow(*file.text, true);
    return;
  }
  ByteFile bytes(file.path);
  std::string block(kBlock, '\0');
  for (bool last = false; !last;) {
    const std::size_t size = bytes.read(block.data(), block.size());
    last = size < block.size();
    if (!follow(std::string_view(block).substr(0, size), last)) return;
  }
}

/// The text of a file in an encoding, block by block, as long as `follow` asks for more. false: the
/// file is not in that encoding, as far as it was read (UTF-8 is not checked here). The observer
/// sees all bytes, whatever comes of them.
bool each_text(const Mark& mark, const CsvFile& file, const Follow& follow,
               const ByteObserver& observe) {
  std::optional<Converter> converter;
  if (mark.encoding != Encoding::kUtf8) converter.emplace(mark.encoding);
  std::string waiting;  // the start of a sequence
  std::size_t skip = mark.size;
  bool suits = true;
  bool following = true;
  each_block(file, [&](std::string_view bytes, bool last) {
    if (observe) observe(bytes);
    bytes.remove_prefix(std::exchange(skip, 0));
    if (following && converter) {
      waiting += bytes;
      std::string_view rest = waiting;
      std::string text;
      suits = converter->convert(rest, text) && !(last && !rest.empty());
      waiting = std::string(rest);
      following = suits && follow(text, last);
    } else if (following) {
      following = follow(bytes, last);
    }
    return following || observe != nullptr;
  });
  return suits;
}

/// Looks at a whole file as text of an encoding. false: it is not in that encoding.
bool check_as(const Mark& mark, const CsvFile& file, TextCheck& check,
              const ByteObserver& observe) {
  const bool is_utf8 = mark.encoding == Encoding::kUtf8;
  const bool suits = each_text(
      mark, file,
      [&](std::string_view text, bool last) { return check.follow(text, is_utf8, last); }, observe);
  return suits && check.fault() != TextCheck::Fault::kNotUtf8;
}

Place place_of_byte(const Mark& mark, const CsvFile& file, std::size_t byte) {
  LineFinder finder(byte);
  each_text(mark, file, [&](std::string_view text, bool) { return finder.follow(text); }, {});
  return finder.place(file.name());
}

/// A small file with its bytes; a large one as it is.
CsvFile with_bytes(const CsvFile& file) {
  CsvFile held = file;
  if (held.text) return held;
  ByteFile disk(file.path);
  const std::size_t size = disk.size();
  if (size > kHeldSize) return held;
  // One byte more than the size says shows a file that is growing.
  std::string text(size + 1, '\0');
  text.resize(disk.read(text.data(), text.size()));
  if (text.size() <= size) held.text = std::move(text);
  return held;
}

/// The text of a held file, ending in a newline.
std::string decoded(std::string bytes, const Mark& mark) {
  std::string text;
  if (mark.encoding == Encoding::kUtf8) {
    text = std::move(bytes);
    text.erase(0, mark.size);
  } else {
    std::string_view rest = std::string_view(bytes).substr(mark.size);
    Converter(mark.encoding).convert(rest, text);
  }
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

}  // namespace

std::optional<TextInput> TextInput::open(const CsvFile& file, Diagnostics& diagnostics,
                                         const ByteObserver& observe) {
  CsvFile bytes = with_bytes(file);
  Mark mark = mark_of(first_bytes(bytes));
  TextCheck check;
  bool suits = check_as(mark, bytes, check, observe);
  if (!suits && mark.size == 0) {
    TextCheck as_gb18030;
    suits = check_as({Encoding::kGb18030, 0}, bytes, as_gb18030, {});
    if (suits) {
      mark.encoding = Encoding::kGb18030;
      check = std::move(as_gb18030);
    }
  }
  using Fault = TextCheck::Fault;
  if (!suits) {
    diagnostics.add(table_fault::unknown_encoding(place_of_byte(mark, bytes, check.fault_at())));
    return std::nullopt;
  }
  if (mark.encoding != Encoding::kUtf8) {
    diagnostics.add(table_fault::encoding_used(file.name(), encoding_name(mark.encoding)));
  }
  if (check.fault() != Fault::kNone) {
    const Place place = place_of_byte(mark, bytes, check.fault_at());
    diagnostics.add(check.fault() == Fault::kNul ? table_fault::nul_byte(place)
                                                 : table_fault::lone_cr(place));
    return std::nullopt;
  }
  TextInput input;
  input.path_ = file.path;
  input.encoding_ = mark.encoding;
  input.mark_ = mark.size;
  if (bytes.text) {
    input.held_ = std::make_shared<const std::string>(decoded(std::move(*bytes.text), mark));
  }
  return input;
}

std::unique_ptr<TextStream> TextInput::start() const {
  if (held_) return std::make_unique<HeldStream>(held_);
  if (encoding_ == Encoding::kUtf8) return std::make_unique<Utf8Stream>(path_, mark_);
  return std::make_unique<ConvertedStream>(path_, encoding_, mark_);
}

}  // namespace zhaoshang
