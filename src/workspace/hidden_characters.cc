#include "workspace/hidden_characters.h"

#include <algorithm>
#include <string_view>

#include "engine/base/utf8.h"
#include "engine/table/table_diagnostics.h"

namespace zhaoshang {
namespace {

/// Whether a text is of nothing but printable ASCII and common Chinese characters (U+4000 to 9FFF),
/// as most are: none of them is hidden, and none needs to be taken apart to know it.
bool is_plainly_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7F) || (byte >= 0x80 && byte < 0xC0) ||
           (byte >= 0xE4 && byte <= 0xE9);
  });
}

/// What visible() makes visible in a text, each once; ends of lines and tabs are none of it.
std::vector<std::string> hidden_characters(std::string_view text) {
  std::vector<std::string> found;
  if (is_plainly_visible(text)) return found;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    next_code_point(text, at);
    const std::string_view character = text.substr(begin, at - begin);
    std::string shown = visible(character);
    if (shown == character || character == "\n" || character == "\t") continue;
    if (std::find(found.begin(), found.end(), shown) == found.end())
      found.push_back(std::move(shown));
  }
  return found;
}

}  // namespace

HiddenCharacters::HiddenCharacters(const TableSchema& schema) : columns_(schema.columns.size()) {}

bool HiddenCharacters::may_have_hidden(const Column& column, Texts& texts) const {
  const auto* const coded = column.as<Column::Texts>();
  if (coded == nullptr) return column.type().is(TypeKind::kText) && !column.is_constant();
  if (texts.dictionary != coded->dictionary.get()) texts = {coded->dictionary.get(), 0, false, {}};
  const std::size_t codes = texts.dictionary->size();
  for (; texts.looked_at < codes; ++texts.looked_at) {
    const std::string& text = texts.dictionary->text(static_cast<std::uint32_t>(texts.looked_at));
    texts.has_hidden = texts.has_hidden || !hidden_characters(text).empty();
  }
  return texts.has_hidden;
}

bool HiddenCharacters::finds_any(const Batch& rows) {
  bool any = false;
  for (std::size_t k = 0; k < columns_.size(); ++k)
    any = may_have_hidden(rows.columns[k], columns_[k]) || any;
  return any;
}

void HiddenCharacters::add(const Batch& rows, const CsvReader& reader, Diagnostics& diagnostics) {
  columns_.resize(rows.columns.size());  // unknown columns of the files as well
  for (std::size_t k = 0; k < rows.columns.size(); ++k) {
    const Column& column = rows.columns[k];
    if (!may_have_hidden(column, columns_[k])) continue;
    for (std::size_t row = 0; row < rows.rows; ++row) {
      const std::string* const text = column.text(row);
      if (text == nullptr || columns_[k].told.contains(*text)) continue;
      const std::vector<std::string> hidden = hidden_characters(*text);
      if (hidden.empty()) continue;
      columns_[k].told.insert(*text);
      const Place place = reader.place(rows.file_of[row], rows.lines[row], k);
      diagnostics.add(
          table_fault::hidden_characters(place, reader.heading(rows.file_of[row], k), hidden));
    }
  }
}

}  // namespace zhaoshang
