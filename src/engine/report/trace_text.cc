// A figure, below it its lines, the rows it was read from and the figures that went in, each told
// once and then referred to. Text indents, Markdown nests lists.
#include <set>

#include <fmt/format.h>

#include "engine/report/trace.h"

namespace zhaoshang {
namespace {

constexpr std::size_t kSourcesShown = 20;

/// A formula with the numbers put in: of a number without end the first digits are enough there;
/// the figure itself stands in full.
std::string shortened(const std::string& text) {
  constexpr std::size_t kLong = 12, kKept = 6;
  std::string result;
  std::size_t decimals = 0;
  bool is_fraction = false;
  const auto cut = [&] {
    if (decimals <= kLong) return;
    result.resize(result.size() - (decimals - kKept));
    result += "…";
  };
  for (std::size_t k = 0; k < text.size(); ++k) {
    const bool is_digit = text[k] >= '0' && text[k] <= '9';
    if (!is_digit) {
      cut();
      is_fraction = text[k] == '.' && k > 0 && text[k - 1] >= '0' && text[k - 1] <= '9';
      decimals = 0;
    } else if (is_fraction) {
      ++decimals;
    }
    result += text[k];
  }
  cut();
  return result;
}

/// Puts an explanation down line by line; what differs between formats is how a line is written.
class Teller {
 public:
  Teller(const Trace& trace, Language language) : trace_(trace), language_(language) {}
  virtual ~Teller() = default;

  std::string tell() {
    for (const std::string& id : trace_.asked) {
      begin_asked();
      tell_figure(id, 0);
    }
    return std::move(out_);
  }

 protected:
  virtual void begin_asked() = 0;
  virtual void put_head(std::size_t depth, const TracedFigure& figure, bool was_told) = 0;
  virtual void put_line(std::size_t depth, const std::string& text) = 0;

  std::string say(const Message& message) const { return message.in(language_); }
  /// "(scheme:4.4)" and what the figure is called.
  std::string called(const TracedFigure& figure) const {
    std::string text = figure.title.empty() ? figure.name : figure.title;
    if (!figure.title.empty() && figure.title != figure.name && !figure.name.empty())
      text += " " + figure.name;
    if (!figure.subject.empty()) text = figure.subject + "  " + text;
    if (!figure.clause.empty()) text += fmt::format(" ({})", figure.clause);
    return text;
  }

  std::string out_;

 private:
  void tell_figure(const std::string& id, std::size_t depth) {
    const auto found = trace_.figures.find(id);
    if (found == trace_.figures.end()) return;
    const TracedFigure& figure = found->second;
    const bool was_told = !told_.insert(id).second;
    put_head(depth, figure, was_told);
    if (was_told) return;
    tell_clause(figure, depth + 1);
    for (const TraceLine& line : figure.lines) put_line(depth + 1, text_of(line));
    tell_sources(figure, depth + 1);
    for (const std::string& input : figure.inputs) tell_figure(input, depth + 1);
  }

  void tell_clause(const TracedFigure& figure, std::size_t depth) {
    const bool is_new = !figure.clause_text.empty() && cited_.insert(figure.clause).second;
    if (!is_new && figure.place.empty()) return;
    std::string text = is_new ? figure.clause_text : std::string();
    if (!figure.place.empty())
      text += (text.empty() ? "" : "  ") + fmt::format("[{}]", figure.place);
    put_line(depth, text);
  }

  void tell_sources(const TracedFigure& figure, std::size_t depth) {
    if (figure.sources.empty()) return;
    std::string text;
    for (std::size_t k = 0; k < figure.sources.size() && k < kSourcesShown; ++k)
      text += (k == 0 ? "" : "; ") + figure.sources[k];
    const std::size_t more = figure.sources.size() - std::min(figure.sources.size(), kSourcesShown);
    if (more > 0)
      text +=
          say({fmt::format(" 等 {} 行", figure.sources.size()), fmt::format(" and {} more", more)});
    put_line(depth, say({"来自 ", "from "}) + text);
  }

  static std::string text_of(const TraceLine& line) {
    std::string text = line.label;
    const auto add = [&](std::string_view joint, const std::string& part) {
      if (!part.empty()) text += (text.empty() ? "" : std::string(joint)) + part;
    };
    add(" ", line.formula);
    add(" = ", line.numbers == line.formula ? std::string() : shortened(line.numbers));
    add(" = ", line.result == line.numbers || line.result == line.formula ? std::string()
                                                                          : shortened(line.result));
    if (!line.clause.empty()) add(" ", "(" + line.clause + ")");
    add("  ", line.remark);
    return text;
  }

  const Trace& trace_;
  Language language_;
  std::set<std::string, std::less<>> told_;
  std::set<std::string, std::less<>> cited_;  // clauses whose text was given
};

class TextTeller : public Teller {
 public:
  using Teller::Teller;

 private:
  void begin_asked() override {
    if (!out_.empty()) out_ += '\n';
  }
  void put_head(std::size_t depth, const TracedFigure& figure, bool was_told) override {
    put_line(depth, fmt::format("{}: {}{}", called(figure), figure.result,
                                was_told ? say({"(见上)", " (see above)"}) : std::string()));
  }
  void put_line(std::size_t depth, const std::string& text) override {
    out_ += std::string(2 * depth, ' ') + text + '\n';
  }
};

class MarkdownTeller : public Teller {
 public:
  using Teller::Teller;

 private:
  void begin_asked() override {
    if (!out_.empty()) out_ += '\n';
  }
  void put_head(std::size_t depth, const TracedFigure& figure, bool was_told) override {
    put(depth, fmt::format("**{}**: {}{}", escaped(called(figure)), escaped(figure.result),
                           was_told ? say({"(见上)", " (see above)"}) : std::string()));
  }
  void put_line(std::size_t depth, const std::string& text) override { put(depth, escaped(text)); }
  void put(std::size_t depth, const std::string& text) {
    out_ += std::string(2 * depth, ' ') + "- " + text + '\n';
  }
  static std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
      if (std::string_view("\\`*_[]<>|").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
    return result;
  }
};

}  // namespace

std::string trace_text(const Trace& trace, Language language) {
  return TextTeller(trace, language).tell();
}

std::string trace_markdown(const Trace& trace, Language language) {
  return MarkdownTeller(trace, language).tell();
}

}  // namespace zhaoshang
