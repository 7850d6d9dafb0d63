#include "engine/report/chart.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "engine/base/utf8.h"
#include "engine/report/markup_text.h"

namespace zhaoshang {
namespace {

// Pixels. A character that is two columns wide takes its font's size, which is the widest that any
// takes; a narrow one is reckoned with the digits of a broad font.
constexpr std::int64_t kMargin = 16;
constexpr std::int64_t kGap = 8;
constexpr std::int64_t kBarArea = 420;
constexpr std::int64_t kBarHeight = 16;
constexpr std::int64_t kRowHeight = 24;
constexpr std::int64_t kTitleHeight = 30;
constexpr std::int64_t kLegendHeight = 24;
constexpr std::int64_t kLineLabelHeight = 17;
constexpr std::int64_t kTitleSize = 16;
constexpr std::int64_t kTextSize = 13;
constexpr std::int64_t kSmallSize = 12;

constexpr std::string_view kMet = "#2f6db5";
constexpr std::string_view kBehind = "#d07a2d";
constexpr std::string_view kInk = "#1f2328";
constexpr std::string_view kFaint = "#59636e";
constexpr std::string_view kRule = "#d1d9e0";
constexpr std::string_view kFonts =
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif";

std::int64_t width_of(std::string_view text, std::int64_t size) {
  const auto columns = static_cast<std::int64_t>(display_width(text));
  return (columns * size * 6 + 9) / 10;  // a narrow character: 0.6 of the size
}

class Drawing {
 public:
  explicit Drawing(const BarChart& chart) : chart_(chart) { measure(); }

  std::string svg() {
    title();
    legend();
    for (const ChartGroup& group : chart_.groups) draw(group);
    lines();
    const std::int64_t height = y_ + kMargin;
    return fmt::format(
               "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
               "viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{2}\" font-family=\"{3}\" "
               "font-size=\"{4}\" fill=\"{5}\">\n",
               width_, height, markup_text(chart_.alternative), kFonts, kTextSize, kInk) +
           fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", width_, height) +
           body_ + "</svg>\n";
  }

 private:
  void measure() {
    std::int64_t figures = 0;
    std::int64_t others = width_of(chart_.title, kTitleSize);
    for (const ChartGroup& group : chart_.groups) {
      others = std::max(others, width_of(group.title, kTextSize));
      for (const ChartBar& bar : group.bars) {
        labels_ = std::max(labels_, width_of(bar.label, kTextSize));
        figures = std::max(figures, width_of(bar.figure, kTextSize));
        longest_ = std::max(longest_, bar.value);
      }
    }
    for (const ChartLine& line : chart_.lines) longest_ = std::max(longest_, line.value);
    if (chart_.most) longest_ = std::min(longest_, *chart_.most);
    others = std::max(others, legend_width());
    left_ = kMargin + labels_ + kGap;
    width_ = std::max(left_ + kBarArea + kGap + figures, kMargin + others) + kMargin;
  }

  std::int64_t legend_width() const {
    return 2 * (kSmallSize + kGap) + 2 * kGap + width_of(chart_.met, kSmallSize) +
           width_of(chart_.behind, kSmallSize);
  }

  void text(std::int64_t x, std::int64_t baseline, std::string_view words,
            std::string_view attributes = {}) {
    body_ += fmt::format("<text x=\"{}\" y=\"{}\"{}>{}</text>\n", x, baseline, attributes,
                         markup_text(words));
  }

  void title() {
    y_ = kMargin;
    if (!chart_.title.empty()) {
      text(kMargin, y_ + kTitleSize, chart_.title,
           fmt::format(" font-size=\"{}\" font-weight=\"bold\"", kTitleSize));
      y_ += kTitleHeight;
    }
  }

  void legend() {
    if (!chart_.met.empty()) {
      std::int64_t x = kMargin;
      for (const auto& [colour, words] : {std::pair(kMet, std::string_view(chart_.met)),
                                          std::pair(kBehind, std::string_view(chart_.behind))}) {
        body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n",
                             x, y_ + 2, kSmallSize, kSmallSize, colour);
        x += kSmallSize + kGap;
        text(x, y_ + kSmallSize, words, fmt::format(" font-size=\"{}\"", kSmallSize));
        x += width_of(words, kSmallSize) + 2 * kGap;
      }
      y_ += kLegendHeight;
    }
    y_ += kLineLabelHeight * static_cast<std::int64_t>(chart_.lines.size());
    top_ = y_;
  }

  void draw(const ChartGroup& group) {
    if (!group.title.empty()) {
      text(kMargin, y_ + kBarHeight, group.title, " font-weight=\"bold\"");
      y_ += kRowHeight;
    }
    for (const ChartBar& bar : group.bars) {
      const std::int64_t baseline = y_ + kTextSize;
      text(left_ - kGap, baseline, bar.label, " text-anchor=\"end\"");
      body_ +=
          fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", left_,
                      y_, length(bar.value), kBarHeight, bar.is_behind ? kBehind : kMet);
      if (bar.value > longest_)
        text(left_ + kBarArea - kGap, baseline, "»", " text-anchor=\"end\" fill=\"#ffffff\"");
      text(left_ + kBarArea + kGap, baseline, bar.figure);
      y_ += kRowHeight;
    }
  }

  /// Of a bar, in pixels with one decimal; a value that is there at all can be seen.
  std::string length(Decimal value) const {
    if (value <= Decimal(0) || longest_ <= Decimal(0)) return "0";
    const Decimal exact = std::min(value, longest_) * Decimal(kBarArea) / longest_;
    return std::max(exact.rounded(1, Rounding::kHalfUp), Decimal(1)).to_string();
  }

  /// Each line's label has a height of its own, so that near ones do not cover each other.
  void lines() {
    body_ += fmt::format("<path d=\"M{0} {1}V{2}\" stroke=\"{3}\"/>\n", left_, top_ - 2, y_, kRule);
    std::int64_t label_y = top_ - kLineLabelHeight * static_cast<std::int64_t>(chart_.lines.size());
    for (const ChartLine& line : chart_.lines) {
      label_y += kLineLabelHeight;
      const Decimal offset =
          longest_ > Decimal(0) ? line.value * Decimal(kBarArea) / longest_ : Decimal(0);
      const std::string x = (Decimal(left_) + offset.rounded(1, Rounding::kHalfUp)).to_string();
      body_ += fmt::format(
          "<path d=\"M{} {}V{}\" stroke=\"{}\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\"/>\n",
          x, label_y - 2, y_, kFaint);
      // A label stands on that side of its line on which there is more room.
      const bool is_right = offset * Decimal(2) > Decimal(kBarArea);
      body_ += fmt::format(
          "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\" text-anchor=\"{}\">{}</text>\n",
          (Decimal(left_) + offset.rounded(1, Rounding::kHalfUp) + Decimal(is_right ? -4 : 4))
              .to_string(),
          label_y - 4, kSmallSize, kFaint, is_right ? "end" : "start", markup_text(line.label));
    }
  }

  const BarChart& chart_;
  std::string body_;
  Decimal longest_;
  std::int64_t labels_ = 0;
  std::int64_t left_ = 0;
  std::int64_t width_ = 0;
  std::int64_t top_ = 0;
  std::int64_t y_ = 0;
};

}  // namespace

std::string to_svg(const BarChart& chart) { return Drawing(chart).svg(); }

}  // namespace zhaoshang
