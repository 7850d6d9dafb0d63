// A notice as a page: nothing beside it, tables that scroll, nothing that people wrote becomes
// HTML.
#include "engine/report/report_html.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string page(const std::string& markdown, const std::vector<Picture>& pictures = {}) {
  return to_html(markdown, pictures, "通报 <2022>", Language::kChinese);
}

TEST_CASE("the page says its language and title") {
  CHECK(has(page("# 题"), "<html lang=\"zh-CN\">"));
  CHECK(has(page("# 题"), "<title>通报 &lt;2022&gt;</title>"));
  CHECK(has(page("# 题"), "<h1>题</h1>"));
  CHECK(has(to_html("x", {}, "t", Language::kEnglish), "<html lang=\"en\">"));
}

TEST_CASE("tables stand in a box of their own, bars are set small") {
  const std::string html = page("| a | b |\n| ---: | --- |\n| 1 | ██░ |\n");
  CHECK(has(html, "<div class=\"table\">\n<table>"));
  CHECK(has(html, "<td align=\"right\">1</td>"));
  CHECK(has(html, "<td><span class=\"bar\">██░</span></td>"));
}

TEST_CASE("a table of eleven columns is set smaller, and its end is found") {
  std::string head, line;
  for (int column = 0; column < 11; ++column) head += "| a ", line += "| --- ";
  const std::string html = page(head + "|\n" + line + "|\n" + head + "|\n\nx\n\n| b |\n| --- |\n");
  CHECK(has(html, "<div class=\"table\">\n<table class=\"wide\">"));
  const std::size_t ten = std::string("| a ").size() * 10;
  const std::size_t lines = std::string("| --- ").size() * 10;
  CHECK_FALSE(
      has(page(head.substr(0, ten) + "|\n" + line.substr(0, lines) + "|\n"), "class=\"wide\""));
  CHECK(has(html, "</table>\n</div>\n<p>x</p>\n<div class=\"table\">\n<table>"));
}

TEST_CASE("pictures that the text refers to are within the page, others are not") {
  const std::vector<Picture> pictures{{"bulletin-1.svg", "<svg>1</svg>\n"},
                                      {"bulletin-2.svg", "<svg>2</svg>\n"}};
  const std::string html = page("![图](bulletin-1.svg)\n", pictures);
  CHECK(has(html, "<div class=\"chart\">\n<svg>1</svg>\n</div>"));
  CHECK_FALSE(has(html, "<svg>2"));
  CHECK_FALSE(has(html, "<img"));
}

TEST_CASE("tags in the text stay text") {
  CHECK(has(page("a <script>b</script>"), "&lt;script&gt;"));
}

}  // namespace
}  // namespace zhaoshang
