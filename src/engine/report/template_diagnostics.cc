#include "engine/report/template_diagnostics.h"

#include <fmt/format.h>

#include <utility>

#include "engine/base/suggest.h"
#include "engine/base/utf8.h"

namespace zhaoshang::template_fault {
namespace {

Diagnostic error(std::string_view slug, Span span, Message text, Message help) {
  return {Severity::kError, std::string(slug), span.place(), std::move(text), std::move(help), {}};
}

/// Did you mean; else all there are.
Message choice(std::string_view name, const std::vector<std::string>& known) {
  if (const auto near = nearest(name, known))
    return {fmt::format("是不是 {}?", *near), fmt::format("did you mean {}?", *near)};
  const std::string all = fmt::format("{}", fmt::join(known, " "));
  return {"这里可以用:" + all, "here there are: " + all};
}

struct Said {
  Message text;
  Message help;
};

Said said_of(Span tag, const TagFault& fault) {
  const std::string text = visible(tag.text()), name = visible(fault.name),
                    other = visible(fault.other);
  switch (fault.kind) {
    case TagFault::Kind::kNoBraces:
      return {
          {fmt::format("{} 没有配对的 {}", text, other),
           fmt::format("{} is not closed by {}", text, other)},
          {fmt::format("在名称后面写 {}", other), fmt::format("write {} after the name", other)}};
    case TagFault::Kind::kNotClosed:
      return {{fmt::format("{} 没有结束", text), fmt::format("{} is not closed", text)},
              {fmt::format("在它管到的地方之后写 {{{{/{}}}}}", name),
               fmt::format("write {{{{/{}}}}} after what it holds for", name)}};
    case TagFault::Kind::kClosesNothing:
      return {{fmt::format("这里没有打开着的“{}”", name),
               fmt::format("no section {} is open here", name)},
              other.empty()
                  ? Message{"删去,或在前面补上开头", "take it out, or write the start before it"}
                  : Message{fmt::format("先写 {{{{/{}}}}}", other),
                            fmt::format("write {{{{/{}}}}} first", other)}};
    case TagFault::Kind::kOtherBraces:
      return {{"模板不能改用别的括号", "a template cannot take other braces"},
              {"一律写 {{名称}}", "write {{name}} throughout"}};
  }
  return {};
}

}  // namespace

Diagnostic faulty_tag(Span tag, const TagFault& fault) {
  Said said = said_of(tag, fault);
  return error("template-tag", tag, std::move(said.text), std::move(said.help));
}

Diagnostic unknown_name(Span name, std::string_view text, const std::vector<std::string>& known) {
  return error("template-name", name,
               {fmt::format("通报里没有“{}”", visible(text)),
                fmt::format("a notice has no \"{}\" here", visible(text))},
               choice(text, known));
}

Diagnostic unknown_part(Span name, std::string_view text, const std::vector<std::string>& known) {
  return error("template-part", name,
               {fmt::format("没有名为“{}”的模板片段", visible(text)),
                fmt::format("there is no part of templates called \"{}\"", visible(text))},
               choice(text, known));
}

Diagnostic prints_nothing(Span name, std::string_view text) {
  return error("template-value", name,
               {fmt::format("“{}”不是一段文字,印不出来", visible(text)),
                fmt::format("\"{}\" is no text: nothing would be printed", visible(text))},
               {fmt::format("写 {{{{#{0}}}}}…{{{{/{0}}}}}", visible(text)),
                fmt::format("write {{{{#{0}}}}}…{{{{/{0}}}}}", visible(text))});
}

}  // namespace zhaoshang::template_fault
