// Checks a template before it is filled. Mustache itself prints nothing for a name that it does not
// find; a notice with a hole in it must not go out.
#include <algorithm>
#include <optional>

#include "engine/base/utf8.h"
#include "engine/report/template.h"
#include "engine/report/template_diagnostics.h"

namespace zhaoshang {
namespace {

using Kind = TemplateValue::Kind;
using Fault = template_fault::TagFault::Kind;

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr std::string_view kOpenRaw = "{{{";
constexpr std::string_view kCloseRaw = "}}}";

/// A tag: what stands between braces.
struct Tag {
  char kind = 0;  // # ^ / > ! = & { or 0 for a name alone
  std::string name;
  Span span;       // of the whole tag
  Span name_span;  // of the name
};

class Check {
 public:
  Check(const SourceFile& file, const TemplateValue& specimen, const TemplateParts& parts,
        Diagnostics& diagnostics)
      : file_(file), parts_(parts), diagnostics_(diagnostics), frames_{&specimen} {}

  bool run() {
    const std::size_t before = diagnostics_.error_count();
    while (const std::optional<Tag> tag = next()) check(*tag);
    for (const Open& each : open_)
      fault(template_fault::faulty_tag(each.tag.span, {Fault::kNotClosed, each.tag.name}));
    return diagnostics_.error_count() == before;
  }

 private:
  /// A section that is open, and whether its value is a frame in which names are looked for.
  struct Open {
    Tag tag;
    bool has_frame = false;
  };

  void fault(Diagnostic diagnostic) { diagnostics_.add(std::move(diagnostic)); }

  std::optional<Tag> next() {
    const std::string_view text = file_.text();
    const std::size_t begin = text.find(kOpen, at_);
    if (begin == std::string_view::npos) return std::nullopt;
    const bool is_raw = text.substr(begin).starts_with(kOpenRaw);
    const std::string_view closing = is_raw ? kCloseRaw : kClose;
    const std::size_t from = begin + (is_raw ? kOpenRaw : kOpen).size();
    const std::size_t end = text.find(closing, from);
    if (end == std::string_view::npos) {
      fault(template_fault::faulty_tag({&file_, begin, from},
                                       {Fault::kNoBraces, {}, std::string(closing)}));
      at_ = text.size();
      return std::nullopt;
    }
    at_ = end + closing.size();
    return tag_of({&file_, begin, at_}, text.substr(from, end - from), from, is_raw);
  }

  Tag tag_of(Span span, std::string_view inside, std::size_t from, bool is_raw) const {
    Tag tag;
    tag.span = span;
    tag.kind = is_raw ? '{' : 0;
    const std::string_view trimmed = trim(inside);
    std::size_t begin = from + static_cast<std::size_t>(trimmed.data() - inside.data());
    std::string_view name = trimmed;
    if (!is_raw && !name.empty() && std::string_view("#^/>!=&").find(name.front()) != name.npos) {
      tag.kind = name.front();
      const std::string_view rest = name.substr(1);
      name = trim(rest);
      begin += 1 + static_cast<std::size_t>(name.data() - rest.data());
    }
    tag.name = name;
    tag.name_span = {&file_, begin, begin + name.size()};
    return tag;
  }

  void check(const Tag& tag) {
    switch (tag.kind) {
      case '!': return;
      case '=': return fault(template_fault::faulty_tag(tag.span, {Fault::kOtherBraces}));
      case '>': return check_part(tag);
      case '/': return close(tag);
      case '#':
      case '^': return open(tag);
      default: return check_printed(tag);
    }
  }

  void check_part(const Tag& tag) {
    if (parts_.contains(tag.name)) return;
    std::vector<std::string> known;
    for (const auto& [name, text] : parts_) known.push_back(name);
    fault(template_fault::unknown_part(tag.name_span, tag.name, known));
  }

  void open(const Tag& tag) {
    const TemplateValue* value = found(tag);
    Open opened{tag, false};
    if (value != nullptr && tag.kind == '#') {
      opened.has_frame = true;
      const bool is_list = value->kind() == Kind::kList && !value->items().empty();
      frames_.push_back(is_list ? &value->items().front() : value);
    }
    open_.push_back(std::move(opened));
  }

  void close(const Tag& tag) {
    if (open_.empty() || open_.back().tag.name != tag.name) {
      return fault(template_fault::faulty_tag(
          tag.span, {Fault::kClosesNothing, tag.name,
                     open_.empty() ? std::string() : open_.back().tag.name}));
    }
    if (open_.back().has_frame) frames_.pop_back();
    open_.pop_back();
  }

  void check_printed(const Tag& tag) {
    const TemplateValue* value = found(tag);
    if (value == nullptr) return;
    const bool is_printed = value->kind() == Kind::kText || value->kind() == Kind::kCounter;
    if (!is_printed) fault(template_fault::prints_nothing(tag.name_span, tag.name));
  }

  /// The value of a name, looked for from the inside out; nullptr after a diagnostic. Within a
  /// section whose own name is unknown nothing more is told.
  const TemplateValue* found(const Tag& tag) {
    if (tag.name == ".") return frames_.back();
    const std::size_t dot = std::min(tag.name.find('.'), tag.name.size());
    const TemplateValue* value = nullptr;
    for (std::size_t k = frames_.size(); k > 0 && value == nullptr; --k)
      value = frames_[k - 1]->find(tag.name.substr(0, dot));
    if (value != nullptr && dot < tag.name.size()) value = value->find(tag.name.substr(dot + 1));
    const bool is_told = std::any_of(open_.begin(), open_.end(), [](const Open& each) {
      return each.tag.kind == '#' && !each.has_frame;
    });
    if (value == nullptr && !is_told)
      fault(template_fault::unknown_name(tag.name_span, tag.name, names_here()));
    return value;
  }

  std::vector<std::string> names_here() const {
    std::vector<std::string> names;
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      for (const auto& [name, value] : (*frame)->members()) names.push_back(name);
    }
    return names;
  }

  const SourceFile& file_;
  const TemplateParts& parts_;
  Diagnostics& diagnostics_;
  std::vector<const TemplateValue*> frames_;
  std::vector<Open> open_;
  std::size_t at_ = 0;
};

}  // namespace

bool check_template(const SourceFile& file, const TemplateValue& specimen,
                    const TemplateParts& parts, Diagnostics& diagnostics) {
  return Check(file, specimen, parts, diagnostics).run();
}

}  // namespace zhaoshang
