#include "engine/report/template.h"

#include <algorithm>
#include <atomic>
#include <new>

#include <kainjow/mustache.hpp>

namespace zhaoshang {
namespace {

using Data = kainjow::mustache::data;

/// What is empty is false, so that `{{#name}}` leaves it out.
Data data_of(const TemplateValue& value) {
  switch (value.kind()) {
    case TemplateValue::Kind::kText:
      return value.as_text().empty() ? Data(false) : Data(value.as_text());
    case TemplateValue::Kind::kFlag: return Data(value.as_flag());
    case TemplateValue::Kind::kList: {
      Data list(Data::type::list);
      for (const TemplateValue& item : value.items()) list.push_back(data_of(item));
      return list;
    }
    case TemplateValue::Kind::kObject: {
      Data object(Data::type::object);
      for (const auto& [name, member] : value.members()) object.set(name, data_of(member));
      return object;
    }
    case TemplateValue::Kind::kCounter:
      return Data(
          kainjow::mustache::lambda([next = value.next()](const std::string&) { return next(); }));
  }
  return Data(false);
}

/// The streams within the library keep to themselves that memory ran out, and the text ends there.
/// While one of these is there it is noted, and raised again by check().
class MemoryWatch {
 public:
  MemoryWatch() : before_(std::set_new_handler(&fail)) { has_failed = false; }
  ~MemoryWatch() { std::set_new_handler(before_); }
  MemoryWatch(const MemoryWatch&) = delete;
  MemoryWatch& operator=(const MemoryWatch&) = delete;

  static void check() {
    if (has_failed) throw std::bad_alloc();
  }

 private:
  [[noreturn]] static void fail() {
    has_failed = true;
    throw std::bad_alloc();
  }

  static inline std::atomic<bool> has_failed = false;
  std::new_handler before_;
};

/// Lines without blanks at their ends, no two blank ones together, none at either end.
std::string tidy(const std::string& text) {
  std::string out;
  bool is_after_blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty() || !is_after_blank) out.append(line) += '\n';
    is_after_blank = line.empty();
    at = end + 1;
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace

TemplateValue TemplateValue::text(std::string text) {
  TemplateValue value;
  value.text_ = std::move(text);
  return value;
}

TemplateValue TemplateValue::flag(bool flag) {
  TemplateValue value;
  value.kind_ = Kind::kFlag;
  value.flag_ = flag;
  return value;
}

TemplateValue TemplateValue::list(std::vector<TemplateValue> items) {
  TemplateValue value;
  value.kind_ = Kind::kList;
  value.items_ = std::move(items);
  return value;
}

TemplateValue TemplateValue::object(std::vector<Member> members) {
  TemplateValue value;
  value.kind_ = Kind::kObject;
  value.members_ = std::move(members);
  return value;
}

TemplateValue TemplateValue::counter(std::function<std::string()> next) {
  TemplateValue value;
  value.kind_ = Kind::kCounter;
  value.next_ = std::move(next);
  return value;
}

const TemplateValue* TemplateValue::find(std::string_view name) const {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& each) { return each.first == name; });
  return found == members_.end() ? nullptr : &found->second;
}

std::string render_template(std::string_view text, const TemplateValue& data,
                            const TemplateParts& parts) {
  const MemoryWatch watch;
  Data root = data_of(data);
  for (const auto& [name, part] : parts) {
    root.set(name, Data(kainjow::mustache::partial([&part = part] { return part; })));
  }
  kainjow::mustache::mustache filled{std::string(text)};
  filled.set_custom_escape([](const std::string& escaped) { return escaped; });
  const std::string rendered = filled.render(root);
  MemoryWatch::check();
  return tidy(rendered);
}

}  // namespace zhaoshang
