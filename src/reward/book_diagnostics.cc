#include "reward/book_diagnostics.h"

#include <utility>

#include <fmt/format.h>

namespace zhaoshang::book_diagnostics {
namespace {

Diagnostic error(std::string slug, const std::string& path, Message text, Message help) {
  Diagnostic made;
  made.slug = std::move(slug);
  made.place.path = path;
  made.text = std::move(text);
  made.help = std::move(help);
  return made;
}

}  // namespace

Diagnostic not_utf8(const std::string& path) {
  return error(
      "book-encoding", path,
      {"台账不是 UTF-8 编码,不能往后面加行", "the book is not UTF-8: no row can be added to it"},
      {"先另存为 UTF-8 的 CSV", "save it as UTF-8 CSV first"});
}

Diagnostic no_column_for(const std::string& path, const std::string& column) {
  return error(
      "book-column", path,
      {fmt::format("台账没有 {} 这一列,兑现的内容记不全", column),
       fmt::format("the book has no column {}: what was granted cannot be entered whole", column)},
      {fmt::format("在标题行加上 {}", column),
       fmt::format("add {} to the line of headings", column)});
}

}  // namespace zhaoshang::book_diagnostics
