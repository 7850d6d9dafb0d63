#include "engine/report/report_text.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/diagnostics.h"
#include "engine/base/utf8.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kGap = 2;
/// A text column is wrapped to no less than this, unless it is narrower by itself.
constexpr std::size_t kNarrowest = 12;
constexpr std::size_t kBar = 10;

using Lines = std::vector<std::string>;

/// Where a line may end: after a blank, a hyphen and the like. Chinese breaks anywhere.
bool may_break_after(char32_t character) {
  return std::u32string_view(U" -;,/").find(character) != std::u32string_view::npos;
}

/// The bytes of `text` that fit `width`: up to where a line may end, else up to a character.
std::size_t fitting(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  std::size_t used = 0;
  std::size_t blank = 0;
  while (at < text.size()) {
    std::size_t next = at;
    const char32_t character = next_code_point(text, next).value_or(U'?');
    const std::size_t wide = display_width(character);
    if (used + wide > width && at > 0) {
      if (character == U' ') return next;
      return blank > 0 ? blank : at;
    }
    used += wide;
    at = next;
    if (may_break_after(character) || wide == 2) blank = at;
  }
  return at;
}

Lines wrapped(std::string_view text, std::size_t width) {
  Lines lines;
  do {
    const std::size_t end = fitting(text, width);
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    while (line.ends_with(' ')) line.remove_suffix(1);
    lines.emplace_back(line);
  } while (!text.empty());
  return lines;
}

/// A figure of many digits is cut, and says so; the file has all of it.
std::string shown_text(const Cell& cell) {
  constexpr std::size_t kLongestFigure = 14;
  constexpr std::size_t kKept = 12;
  const bool is_cut = cell.kind == Cell::Kind::kNumber && cell.text.size() > kLongestFigure &&
                      cell.text.find('.') < kKept;
  return is_cut ? cell.text.substr(0, kKept) + ".." : visible(cell.text);
}

/// A column as it is set.
struct Setting {
  std::size_t column = 0;
  std::size_t width = 0;
  std::size_t natural = 0;  // what it takes without wrapping
  std::size_t least = 0;
  bool is_number = false;
};

/// Setting one table.
class TextTable {
 public:
  /// `rows`: as many as the table has; those beyond the table's own are counted only.
  TextTable(const ReportTable& table, std::size_t rows, const TextTableStyle& style)
      : table_(table), rows_(rows), style_(style) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (style.bars == table.columns[i].name) bars_ = i;
    }
  }

  std::string run() {
    measure();
    if (settings_.empty()) return notes();
    std::size_t room = style_.width;
    if (bars_ && room > kBar + kGap) room -= kBar + kGap;
    if (style_.width > 0) fit(room);
    for (std::vector<Setting>& panel : panels(style_.width > 0 ? room : 0)) {
      widen(panel, room);
      set(panel);
    }
    return std::move(out_) + notes();
  }

 private:
  std::size_t shown_rows() const {
    return style_.most_rows == 0 ? table_.rows.size()
                                 : std::min(style_.most_rows, table_.rows.size());
  }
  const std::string& heading_of(std::size_t column) const {
    return heading(table_.columns[column], style_.headings);
  }

  void measure() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      Setting made{i, 0, 0, 0, false};
      bool is_text = false;
      for (const ReportTable::Row& row : table_.rows) {
        made.width = std::max(made.width, display_width(shown_text(row[i])));
        made.is_number = made.is_number || row[i].kind == Cell::Kind::kNumber;
        is_text = is_text || row[i].kind == Cell::Kind::kText;
      }
      if (made.width == 0) {
        empty_.push_back(i);
        continue;
      }
      made.least = is_text ? std::min(made.width, kNarrowest) : made.width;
      made.width = std::max(made.width, display_width(heading_of(i)));
      made.least = std::max(made.least, std::min(display_width(heading_of(i)), kNarrowest));
      made.natural = made.width;
      settings_.push_back(made);
    }
  }

  static std::size_t width_of(const std::vector<Setting>& settings) {
    std::size_t width = 0;
    for (const Setting& each : settings) width += each.width + kGap;
    return width - std::min(width, kGap);
  }

  /// Takes from the widest columns what the table is too wide by, as far as they can give it.
  void fit(std::size_t room) {
    while (width_of(settings_) > room) {
      Setting* widest = nullptr;
      for (Setting& each : settings_) {
        if (each.width > each.least && (widest == nullptr || each.width > widest->width))
          widest = &each;
      }
      if (widest == nullptr) return;
      --widest->width;
    }
  }

  /// Gives columns back what their group has room for.
  static void widen(std::vector<Setting>& panel, std::size_t room) {
    for (Setting& each : panel) {
      const std::size_t used = width_of(panel);
      if (used < room) each.width += std::min(room - used, each.natural - each.width);
    }
  }

  /// The column that tells rows apart best: it leads every group of columns. Ids are short.
  const Setting& lead() const {
    const Setting* best = &settings_.front();
    std::size_t most = 0;
    for (const Setting& each : settings_) {
      if (each.natural > kNarrowest) continue;
      std::set<std::string_view> texts;
      for (std::size_t row = 0; row < shown_rows(); ++row)
        texts.insert(table_.rows[row][each.column].text);
      if (texts.size() > most) most = texts.size(), best = &each;
    }
    return *best;
  }

  /// The columns in groups that fit, each after the first led by one that tells the rows apart.
  std::vector<std::vector<Setting>> panels(std::size_t room) const {
    std::vector<std::vector<Setting>> made{{}};
    for (const Setting& each : settings_) {
      if (made.size() > 1 && each.column == lead().column) continue;  // it leads this group
      std::vector<Setting> longer = made.back();
      longer.push_back(each);
      const bool only_leads = made.back().size() <= (made.size() > 1 ? 1U : 0U);
      if (room == 0 || only_leads || width_of(longer) <= room) {
        made.back() = std::move(longer);
      } else {
        made.push_back({lead()});
        if (each.column != lead().column) made.back().push_back(each);
      }
    }
    return made;
  }

  void set(const std::vector<Setting>& panel) {
    if (!out_.empty()) out_ += "\n";
    std::vector<Lines> headings;
    for (const Setting& each : panel)
      headings.push_back(wrapped(visible(heading_of(each.column)), each.width));
    set_record(panel, headings, nullptr);
    for (std::size_t i = 0; i < panel.size(); ++i)
      out_.append(i == 0 ? "" : "  ").append(panel[i].width, '-');
    out_ += "\n";
    for (std::size_t row = 0; row < shown_rows(); ++row) {
      std::vector<Lines> cells;
      for (const Setting& each : panel)
        cells.push_back(wrapped(shown_text(table_.rows[row][each.column]), each.width));
      set_record(panel, cells, &table_.rows[row]);
    }
  }

  /// `row`: null for the headings.
  void set_record(const std::vector<Setting>& panel, const std::vector<Lines>& cells,
                  const ReportTable::Row* row) {
    std::size_t lines = 0;
    for (const Lines& each : cells) lines = std::max(lines, each.size());
    for (std::size_t line = 0; line < lines; ++line) {
      std::string text;
      std::size_t due = 0;  // blanks before the next cell
      for (std::size_t i = 0; i < panel.size(); ++i) {
        const std::string cell = line < cells[i].size() ? cells[i][line] : std::string();
        const std::size_t blanks = panel[i].width - std::min(panel[i].width, display_width(cell));
        const std::size_t before = panel[i].is_number ? blanks : 0;
        if (!cell.empty())
          text.append(std::exchange(due, 0) + before, ' ').append(colored(cell, row, panel[i]));
        due += (cell.empty() ? panel[i].width : blanks - before) + kGap;
      }
      if (row != nullptr && line == 0 && bars_ && holds_bars(panel))
        text.append(due, ' ').append(bar((*row)[*bars_]));
      while (text.ends_with(' ')) text.pop_back();
      out_ += text + "\n";
    }
  }

  bool holds_bars(const std::vector<Setting>& panel) const {
    return std::any_of(panel.begin(), panel.end(),
                       [&](const Setting& each) { return each.column == *bars_; });
  }

  /// A ratio from 0 to 1 and above, ten steps long.
  static std::string bar(const Cell& cell) {
    const auto ratio = Decimal::parse(cell.text);
    if (cell.kind != Cell::Kind::kNumber || !ratio || ratio->is_negative()) return {};
    const Decimal steps = (std::min(*ratio, Decimal(1)) * Decimal(static_cast<int>(kBar))).floor();
    const auto full = static_cast<std::size_t>(steps.to_int64().value_or(0));
    return std::string(full, '#') + std::string(kBar - full, '.');
  }

  std::string colored(const std::string& text, const ReportTable::Row* row,
                      const Setting& setting) const {
    if (!style_.color) return text;
    if (row == nullptr) return "\x1b[1m" + text + "\x1b[0m";
    const Cell& cell = (*row)[setting.column];
    if (cell.text == severity_word(Severity::kError)) return "\x1b[31m" + text + "\x1b[0m";
    if (cell.text == severity_word(Severity::kWarning)) return "\x1b[33m" + text + "\x1b[0m";
    return text;
  }

  std::string notes() const {
    std::string text;
    const auto say = [&](const Message& message) { text += message.in(style_.language) + "\n"; };
    const std::size_t left = rows_ - shown_rows();
    if (table_.rows.empty()) {
      say({"没有行", "no rows"});
    } else if (!empty_.empty()) {
      std::string names;
      for (const std::size_t column : empty_)
        names += (names.empty()                           ? ""
                  : style_.language == Language::kChinese ? "、"
                                                          : ", ") +
                 heading_of(column);
      say({"各行都空的列:" + names, "empty in every row: " + names});
    }
    if (left > 0) say({fmt::format("另有 {} 行", left), fmt::format("{} more rows", left)});
    return text;
  }

  const ReportTable& table_;
  std::size_t rows_;
  const TextTableStyle& style_;
  std::optional<std::size_t> bars_;
  std::vector<Setting> settings_;
  std::vector<std::size_t> empty_;
  std::string out_;
};

}  // namespace

std::string to_text(const ReportTable& table, const TextTableStyle& style) {
  const std::size_t rows = table.row_count();
  if (rows == table.rows.size()) return TextTable(table, rows, style).run();
  // Of rows that are made when they are asked for, only those that are shown are.
  const std::size_t shown = style.most_rows == 0 ? rows : std::min(rows, style.most_rows);
  ReportTable kept = table;
  kept.made = {};
  table.each_row(table.rows.size(), std::max(shown, table.rows.size()),
                 [&](const ReportTable::Row& row) { kept.rows.push_back(row); });
  return TextTable(kept, rows, style).run();
}

}  // namespace zhaoshang
