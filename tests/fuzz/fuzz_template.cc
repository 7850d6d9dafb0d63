// A Mustache template of a workspace: one that passes its check is filled.
#include <string>

#include "engine/report/template.h"
#include "fuzz/target.h"

namespace zhaoshang {
namespace {

/// A value of every kind, and lists within lists.
TemplateValue specimen() {
  const TemplateValue row = TemplateValue::object(
      {{"name", TemplateValue::text("甲")}, {"is_first", TemplateValue::flag(true)}});
  const TemplateValue part = TemplateValue::object(
      {{"rows", TemplateValue::list({row, row})}, {"title", TemplateValue::text("名次")}});
  int count = 0;
  return TemplateValue::object(
      {{"title", TemplateValue::text("通报")},
       {"has_awards", TemplateValue::flag(false)},
       {"parts", TemplateValue::list({part})},
       {"none", TemplateValue::list({})},
       {"number", TemplateValue::counter([count]() mutable { return std::to_string(++count); })}});
}

}  // namespace

void fuzz_template(std::string_view bytes) {
  const SourceFile file("notice.mustache", std::string(bytes));
  const TemplateParts parts{{"head", "# {{title}}\n"}};
  Diagnostics diagnostics;
  const TemplateValue data = specimen();
  const bool is_good = check_template(file, data, parts, diagnostics);
  render(diagnostics, {});
  require(is_good != diagnostics.has_errors(), "what is refused is said why");
  if (!is_good) return;
  const std::string filled = render_template(file.text(), data, parts);
  require(filled.empty() || filled.ends_with('\n'), "a text ends in a newline");
}

}  // namespace zhaoshang
