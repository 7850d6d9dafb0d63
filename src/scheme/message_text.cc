#include "scheme/message_text.h"

#include "engine/expr/evaluator.h"

namespace zhaoshang {

std::string message_text(const Figures& figures, const MessagePlan& message, const Data& data,
                         std::uint32_t table, std::uint32_t row) {
  std::string text;
  for (const MessagePlan::Part& part : message.parts) {
    text += part.literal;
    if (!part.expression) continue;
    const Node& node = *part.expression;
    const Value value = Evaluator(data).evaluate(node, Frame::of_rows(table, {row})).at(0);
    const bool named = node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
    text += shown(value, figures,
                  named ? figures.plan().field(node.table, node.index).unit : std::string());
  }
  return text;
}

}  // namespace zhaoshang
