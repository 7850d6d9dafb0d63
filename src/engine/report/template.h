// Mustache templates over report data. In: a template's text and a tree of values. Out: text. The
// template is checked against a specimen of the data first, in which every list has an item, so
// that a name that is not there is told with its place and never silently printed as nothing.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"

namespace zhaoshang {

/// What a name of a template stands for.
class TemplateValue {
 public:
  enum class Kind { kText, kFlag, kList, kObject, kCounter };
  using Member = std::pair<std::string, TemplateValue>;

  /// Text in the language of the output, escaped already.
  static TemplateValue text(std::string text);
  static TemplateValue flag(bool flag);
  static TemplateValue list(std::vector<TemplateValue> items);
  static TemplateValue object(std::vector<Member> members);
  /// Each time it is printed it prints the next: numbers of sections follow the template's order.
  static TemplateValue counter(std::function<std::string()> next);

  Kind kind() const { return kind_; }
  const std::string& as_text() const { return text_; }
  bool as_flag() const { return flag_; }
  const std::vector<TemplateValue>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }
  const std::function<std::string()>& next() const { return next_; }
  /// nullptr: an object without it, or no object.
  const TemplateValue* find(std::string_view name) const;

 private:
  Kind kind_ = Kind::kText;
  std::string text_;
  bool flag_ = false;
  std::vector<TemplateValue> items_;
  std::vector<Member> members_;
  std::function<std::string()> next_;
};

/// Texts that a template may include: `{{> name}}`.
using TemplateParts = std::map<std::string, std::string, std::less<>>;

/// Reports every tag that is not closed, every name that `specimen` does not have where it stands,
/// and every use that would print nothing. False: there were some.
bool check_template(const SourceFile& file, const TemplateValue& specimen,
                    const TemplateParts& parts, Diagnostics& diagnostics);

/// Fills a template that has been checked. Empty texts and lists and flags that are false leave
/// their sections out. Blank lines, however many together, come out as one, and the text ends in
/// one newline.
std::string render_template(std::string_view text, const TemplateValue& data,
                            const TemplateParts& parts);

}  // namespace zhaoshang
