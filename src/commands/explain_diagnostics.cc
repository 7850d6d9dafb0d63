#include "commands/explain_diagnostics.h"

#include <fmt/format.h>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::explain_diagnostics {
namespace {

Diagnostic error(const char* slug, Message text, Message help) {
  return {Severity::kError, slug, {}, std::move(text), std::move(help), {}};
}

/// The nearest of the known names, else all of them while they are few.
Message known_names(const std::string& text, const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 40;
  if (const auto near = nearest(text, known))
    return {fmt::format("是不是 {}?", *near), fmt::format("did you mean {}?", *near)};
  if (known.empty() || known.size() > kFew) return {};
  const std::string all = fmt::format("{}", fmt::join(known, " "));
  return {"有:" + all, "there are: " + all};
}

}  // namespace

Diagnostic unknown_slug(const std::string& slug, const std::vector<std::string>& known) {
  Message help = known_names(slug, known);
  if (help.empty())
    help = {"代号写在提示的方括号里;全部见 zhaoshang-diagnostics(7)",
            "it is the word in the brackets of a message; zhaoshang-diagnostics(7) has them all"};
  return error("explain-slug",
               {fmt::format("“{}”不是提示的代号", visible(slug)),
                fmt::format("\"{}\" is no diagnostic", visible(slug))},
               std::move(help));
}

Diagnostic unknown_stage(const std::string& stage, const std::vector<std::string>& known) {
  return error("explain-stage",
               {fmt::format("“{}”不是可以解释的阶段", visible(stage)),
                fmt::format("\"{}\" is no stage that can be explained", visible(stage))},
               known_names(stage, known));
}

Diagnostic unknown_subject(const std::string& subject, const std::vector<std::string>& known) {
  Message help = known_names(subject, known);
  if (help.empty())
    help = {"写对象的编号或名称;all 是所有对象",
            "give the id or name of a subject; all means every one"};
  return error("explain-subject",
               {fmt::format("台账里没有“{}”", visible(subject)),
                fmt::format("no table has \"{}\"", visible(subject))},
               std::move(help));
}

Diagnostic unknown_figure(const std::string& stage, const std::string& subject,
                          const std::string& figure, const std::vector<std::string>& known) {
  Message text{fmt::format("{} 里没有“{}”的数", stage, visible(subject)),
               fmt::format("{} has no figure of \"{}\"", stage, visible(subject))};
  Message help{"换一个阶段或所属期", "ask for another stage or period"};
  if (!figure.empty()) {
    text = {fmt::format("{} 里“{}”没有“{}”", stage, visible(subject), visible(figure)),
            fmt::format("{} has no \"{}\" of \"{}\"", stage, visible(figure), visible(subject))};
    help = known_names(figure, known);
    if (help.empty()) help = {"不写指标就解释全部", "without a figure, all are explained"};
  }
  return error("explain-figure", std::move(text), std::move(help));
}

}  // namespace zhaoshang::explain_diagnostics
