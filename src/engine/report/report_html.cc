#include "engine/report/report_html.h"

#include <md4c-html.h>

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/system_error.h"
#include "engine/report/markup_text.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kMostColumns = 10;  // of a table in the ordinary size

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; background: #fff; color: #1f2328;
  font: 16px/1.75 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.4; text-align: center; margin: 0 0 1.25rem; color: #a8201a; }
h1 + p { text-align: center; color: #59636e; margin: 0 0 1rem; padding-bottom: 1rem; border-bottom: 2px solid #a8201a; }
h2 { font-size: 1.3rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid #d1d9e0; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p, li { overflow-wrap: anywhere; }
blockquote { margin: .5rem 0 1rem; padding: .25rem 1rem; border-left: 4px solid #d1d9e0; color: #59636e; }
.table { overflow-x: auto; margin: .75rem 0 1.25rem; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #d1d9e0; padding: .35rem .6rem; }
td { max-width: 18em; word-break: keep-all; overflow-wrap: break-word; }
table.wide { font-size: .75rem; }
table.wide th, table.wide td { padding: .25rem .35rem; }
.bar { font-size: .4rem; line-height: 1; letter-spacing: 0; color: #2f6db5; vertical-align: middle; white-space: nowrap; }
th { background: #f6f8fa; min-width: 2.5em; }
td[align=right], td[align=center] { white-space: nowrap; }
tbody tr:nth-child(even) { background: #fafbfc; }
.chart { overflow-x: auto; margin: 1rem 0; }
.chart svg { display: block; max-width: 100%; height: auto; }
hr { border: 0; border-top: 1px solid #d1d9e0; margin: 2.5rem 0 1rem; }
hr ~ p { text-align: right; margin: .25rem 0; }
@media (max-width: 40rem) { .chart svg { max-width: none; } }
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .table, .chart { overflow: visible; }
  table { font-size: 7.5pt; width: 100%; }
  th, td { padding: .15rem .25rem; white-space: normal; word-break: normal; max-width: none; }
  td[align=right] { white-space: normal; }
  h2, h3 { break-after: avoid; }
  tr, .chart { break-inside: avoid; }
  thead { display: table-header-group; }
}
)css";

void append(const MD_CHAR* text, MD_SIZE size, void* out) {
  static_cast<std::string*>(out)->append(text, size);
}

/// Bars of blocks are set small, so that a table of them stays narrow.
std::string with_bars(const std::string& html) {
  constexpr std::string_view kFull = "█", kEmpty = "░";
  std::string out;
  bool is_in_bar = false;
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view rest = std::string_view(html).substr(at);
    const bool is_block = rest.starts_with(kFull) || rest.starts_with(kEmpty);
    if (is_block != is_in_bar) out += is_block ? "<span class=\"bar\">" : "</span>";
    is_in_bar = is_block;
    const std::size_t size = is_block ? kFull.size() : 1;
    out += rest.substr(0, size);
    at += size;
  }
  return out;
}

/// A box around each table, in which it scrolls; one of many columns is set smaller.
std::string with_boxes(const std::string& html) {
  constexpr std::string_view kTable = "<table>", kHead = "</thead>", kEnd = "</table>";
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = html.find(kTable); at != std::string::npos; at = html.find(kTable, done)) {
    const std::string_view head = std::string_view(html).substr(at, html.find(kHead, at) - at);
    std::size_t columns = 0;
    for (std::size_t th = head.find("</th>"); th != head.npos; th = head.find("</th>", th + 1))
      ++columns;
    const std::size_t end = std::min(html.find(kEnd, at), html.size() - kEnd.size()) + kEnd.size();
    out.append(html, done, at - done).append("<div class=\"table\">\n");
    out += columns > kMostColumns ? "<table class=\"wide\">" : kTable;
    out.append(html, at + kTable.size(), end - at - kTable.size()).append("\n</div>");
    done = end;
  }
  return out.append(html, done);
}

/// `<p><img src="name" …></p>`, a paragraph of its own, becomes the picture itself.
void put_in(std::string& html, const Picture& picture) {
  const std::string begin = fmt::format("<p><img src=\"{}\"", picture.name);
  constexpr std::string_view kEnd = "</p>";
  for (std::size_t at = html.find(begin); at != std::string::npos; at = html.find(begin, at)) {
    const std::size_t end = html.find(kEnd, at);
    if (end == std::string::npos) return;
    const std::string figure = "<div class=\"chart\">\n" + picture.svg + "</div>";
    html.replace(at, end + kEnd.size() - at, figure);
    at += figure.size();
  }
}

}  // namespace

std::string to_html(const std::string& markdown, const std::vector<Picture>& pictures,
                    const std::string& title, Language language) {
  std::string body;
  // Text of people's making is escaped; tags that a policy or a template writes itself stay text.
  const unsigned flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML;
  if (md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &body, flags, 0) !=
      0) {
    throw SystemError({"通报转换为 HTML 失败", "the notice could not be made into HTML"});
  }
  body = with_bars(body);
  body = with_boxes(body);
  for (const Picture& picture : pictures) put_in(body, picture);
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      // Whatever a template holds, the page loads nothing and runs nothing.
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      language == Language::kChinese ? "zh-CN" : "en", markup_text(title), kStyle, body);
}

}  // namespace zhaoshang
