#include "engine/table/records.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/table/cells.h"

namespace zhaoshang {
namespace {

/// A record that a quote keeps open for more than this is taken for one whose quote was forgotten.
constexpr std::size_t kLongestRecord = std::size_t{16} * 1024 * 1024;

bool is_blank_character(char c) { return c == ' ' || c == '\t'; }

/// Splits a line that has no quote: most lines. false: it has one.
bool split_plain(std::string_view raw, std::vector<RecordField>& fields) {
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    fields.push_back({raw.substr(begin, end - begin), begin, end});
    begin = end + 1;
  };
#ifdef __SSE2__
  // Sixteen bytes at a time; a line may be read a little past its end.
  const __m128i commas = _mm_set1_epi8(',');
  const __m128i quotes = _mm_set1_epi8('"');
  static_assert(kLinePadding >= 16);
  for (std::size_t at = 0; at < raw.size(); at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(raw.data() + at));
    const auto mask_of = [&](__m128i wanted) {
      return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted)));
    };
    const std::size_t left = raw.size() - at;
    const unsigned within = left >= 16 ? 0xFFFFU : (1U << left) - 1;
    if ((mask_of(quotes) & within) != 0) return false;
    for (unsigned mask = mask_of(commas) & within; mask != 0; mask &= mask - 1) {
      add(at + static_cast<std::size_t>(std::countr_zero(mask)));
    }
  }
#else
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] == '"') return false;
    if (raw[at] == ',') add(at);
  }
#endif
  add(raw.size());
  return true;
}

/// Splits a record with quotes, line by line as it grows.
class QuotedSplit {
 public:
  enum class Result { kDone, kOpen, kStray };

  /// `raw` is the record so far; each call after kOpen has one more line at its end.
  Result run(std::string_view raw) {
    raw_ = raw;
    if (is_open_) {
      if (const Result result = within_quotes(); result != Result::kDone) return result;
    } else {
      at_ = 0;
      pieces_.clear();
      unescaped_.clear();
      if (const Result result = field(); result != Result::kDone) return result;
    }
    while (at_ < raw_.size()) {
      ++at_;  // the comma
      if (const Result result = field(); result != Result::kDone) return result;
    }
    return Result::kDone;
  }

  void take_fields(std::vector<RecordField>& fields) const {
    for (const Piece& each : pieces_) {
      const std::string_view from = each.is_unescaped ? std::string_view(unescaped_) : raw_;
      fields.push_back({from.substr(each.text, each.text_size), each.begin, each.end});
    }
  }
  /// The quote that is or was open.
  std::size_t quote() const { return quote_; }
  /// What stands after a quoted text instead of a comma.
  std::size_t stray() const { return at_; }
  void start_again() { is_open_ = false; }

 private:
  struct Piece {
    std::size_t begin;
    std::size_t end;
    std::size_t text;  // where its text starts, in the record or in unescaped_
    std::size_t text_size;
    bool is_unescaped;
  };

  Result field() {
    std::size_t start = at_;
    while (start < raw_.size() && is_blank_character(raw_[start])) ++start;
    if (start < raw_.size() && raw_[start] == '"') {
      quote_ = start;
      at_ = start + 1;
      escaped_from_ = std::string::npos;
      return within_quotes();
    }
    const std::size_t end = std::min(raw_.find(',', at_), raw_.size());
    pieces_.push_back({at_, end, at_, end - at_, false});
    at_ = end;
    return Result::kDone;
  }

  /// From at_, inside quotes, to the comma or the end of the record.
  Result within_quotes() {
    is_open_ = true;
    for (;;) {
      const std::size_t end = std::min(raw_.find('"', at_), raw_.size());
      if (escaped_from_ != std::string::npos) unescaped_ += raw_.substr(at_, end - at_);
      at_ = end;
      if (end == raw_.size()) return Result::kOpen;
      if (end + 1 == raw_.size() || raw_[end + 1] != '"') break;
      if (escaped_from_ == std::string::npos) {
        escaped_from_ = unescaped_.size();
        unescaped_ += raw_.substr(quote_ + 1, end - quote_ - 1);
      }
      unescaped_ += '"';
      at_ = end + 2;
    }
    is_open_ = false;
    const std::size_t end = at_++;
    while (at_ < raw_.size() && is_blank_character(raw_[at_])) ++at_;
    if (at_ < raw_.size() && raw_[at_] != ',') return Result::kStray;
    if (escaped_from_ != std::string::npos) {
      pieces_.push_back({quote_, end + 1, escaped_from_, unescaped_.size() - escaped_from_, true});
    } else {
      pieces_.push_back({quote_, end + 1, quote_ + 1, end - quote_ - 1, false});
    }
    return Result::kDone;
  }

  std::string_view raw_;
  std::string unescaped_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::size_t quote_ = 0;
  std::size_t escaped_from_ = std::string::npos;  // npos: the field has no "" yet
  bool is_open_ = false;
};

/// Whether a record says nothing: an empty line, or one of commas and spaces.
bool is_blank(std::string_view raw, const std::vector<RecordField>& fields) {
  const char first = raw.empty() ? ' ' : raw.front();
  if (first > ' ' && first < 0x7F && first != ',' && first != '"') return false;
  return std::all_of(fields.begin(), fields.end(),
                     [](const RecordField& field) { return trim_cell(field.text).empty(); });
}

}  // namespace

struct RecordReader::State {
  bool read(Record& record);
  void read_quoted(Record& record);

  std::unique_ptr<LineSource> lines;
  std::string joined;  // a record of several lines
  QuotedSplit split;
  bool ended = false;
};

bool RecordReader::State::read(Record& record) {
  const LineSource::Next found = lines->next(record.raw);
  if (found == LineSource::Next::kEnd) return false;
  record.line = lines->number();
  record.fault = RecordFault::kNone;
  record.fault_at = 0;
  record.fields.clear();
  if (found == LineSource::Next::kTooLong) {
    record.raw = {};
    record.fault = RecordFault::kTooLong;
    ended = true;
  } else if (!split_plain(record.raw, record.fields)) {
    record.fields.clear();
    read_quoted(record);
  }
  return true;
}

void RecordReader::State::read_quoted(Record& record) {
  using Result = QuotedSplit::Result;
  Result result = split.run(record.raw);
  if (result == Result::kOpen) joined.assign(record.raw);
  while (result == Result::kOpen) {
    std::string_view more;
    if (joined.size() >= kLongestRecord || lines->next(more) != LineSource::Next::kLine) break;
    joined.append(1, '\n').append(more);
    record.raw = joined;
    result = split.run(record.raw);
  }
  record.quote_at = split.quote();
  if (result == Result::kDone) {
    split.take_fields(record.fields);
  } else if (result == Result::kStray) {
    record.fault = RecordFault::kStrayQuote;
    record.fault_at = split.stray();
  } else {
    record.raw = joined;
    record.fault = RecordFault::kUnclosedQuote;
    record.fault_at = split.quote();
    split.start_again();
    ended = true;
  }
}

RecordReader::RecordReader(std::unique_ptr<LineSource> lines) : state_(std::make_unique<State>()) {
  state_->lines = std::move(lines);
}
RecordReader::~RecordReader() = default;
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader& RecordReader::operator=(RecordReader&&) noexcept = default;

bool RecordReader::next(Record& record) {
  while (!state_->ended && state_->read(record)) {
    const bool is_faulty = record.fault != RecordFault::kNone;
    if (is_faulty || !is_blank(record.raw, record.fields)) return true;
  }
  return false;
}

Record record_at(std::string_view text, std::size_t start, std::size_t line, std::string& joined) {
  const auto take_line = [&] {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view taken = text.substr(start, end - start);
    start = end + 1;
    if (taken.ends_with('\r')) taken.remove_suffix(1);
    return taken;
  };
  Record record;
  record.line = line;
  joined = take_line();
  QuotedSplit split;
  while (split.run(joined) == QuotedSplit::Result::kOpen && start < text.size()) {
    joined.append(1, '\n').append(take_line());
  }
  split.take_fields(record.fields);
  for (RecordField& field : record.fields) field.text = {};
  record.raw = joined;
  return record;
}

Place place_in_record(const std::string& shown, const Record& record, std::size_t begin,
                      std::size_t end) {
  const std::string_view before = record.raw.substr(0, begin);
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t line_end = std::min(record.raw.find('\n', begin), record.raw.size());
  const std::string_view line = record.raw.substr(start, line_end - start);
  Place place;
  place.path = shown;
  place.line =
      record.line + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  place.column = character_count(line.substr(0, begin - start)) + 1;
  const std::size_t marked_end = std::clamp(end, begin, line_end);
  place.length =
      std::max<std::size_t>(1, character_count(record.raw.substr(begin, marked_end - begin)));
  place.text = line;
  return place;
}

}  // namespace zhaoshang
