#include "engine/expr/program.h"

namespace zhaoshang {

void visit(const Node& node, const std::function<void(const Node&)>& visitor) {
  visitor(node);
  for (const NodePtr& child : node.children) visit(*child, visitor);
  if (node.extension) {
    node.extension->visit([&](const Node& below) { visit(below, visitor); });
  }
}

bool is_constant(const Node& node) {
  bool constant = true;
  visit(node, [&](const Node& part) {
    switch (part.kind) {
      case NodeKind::kGlobal:
      case NodeKind::kFrameRow:
      case NodeKind::kFrameField:
      case NodeKind::kField:
      case NodeKind::kTable:
      case NodeKind::kDataCall:
      case NodeKind::kExtension: constant = false; break;
      case NodeKind::kLocal:
        constant = false;
        break;  // a variable's own binding may be constant, its place is not
      default: break;
    }
  });
  return constant;
}

namespace {

std::string head(const Node& node) {
  switch (node.kind) {
    case NodeKind::kConstant: return to_feel(node.value);
    case NodeKind::kGlobal: return "global:" + node.name;
    case NodeKind::kLocal:
      return "local:" + std::to_string(node.depth) + "." + std::to_string(node.slot);
    case NodeKind::kFrameRow: return "row:" + std::to_string(node.depth);
    case NodeKind::kFrameField: return "field:" + std::to_string(node.depth) + "." + node.name;
    case NodeKind::kField: return "of:" + node.name;
    case NodeKind::kNegate: return "-";
    case NodeKind::kBinary: return std::string(operator_text(node.op));
    case NodeKind::kAnd: return "and";
    case NodeKind::kOr: return "or";
    case NodeKind::kIf: return "if";
    case NodeKind::kBetween: return "between";
    case NodeKind::kRange:
      return std::string("range") + (node.start_included ? "[" : "(") +
             (node.end_included ? "]" : ")");
    case NodeKind::kList: return "list";
    case NodeKind::kContext: return "context";
    case NodeKind::kEntry: return "entry:" + node.name;
    case NodeKind::kProperty: return "property:" + node.name;
    case NodeKind::kMap: return "map";
    case NodeKind::kIndex: return "index";
    case NodeKind::kFilter: return "filter";
    case NodeKind::kFor: return "for";
    case NodeKind::kCount: return "count";
    case NodeKind::kSome: return "some";
    case NodeKind::kEvery: return "every";
    case NodeKind::kTests: return node.negated ? "not-tests" : "tests";
    case NodeKind::kTestCompare: return "test" + std::string(operator_text(node.op));
    case NodeKind::kTestValue: return "test";
    case NodeKind::kBind: return "bind";
    case NodeKind::kCall: return "call:" + node.name;
    case NodeKind::kDataCall: return "data-call:" + node.name;
    case NodeKind::kInstanceOf: return "instance-of:" + type_name(node.tested_type);
    case NodeKind::kTable: return "table:" + std::to_string(node.table);
    case NodeKind::kPlace: return "place";
    case NodeKind::kOuter: return "outer";
    case NodeKind::kOfRow: return "of-row:" + std::to_string(node.depth);
    case NodeKind::kLatest: return node.name;
    case NodeKind::kSortBy: return "sort";
    case NodeKind::kReplaceWhere: return "replace";
    case NodeKind::kExtension: return "extension";
  }
  return {};
}

}  // namespace

std::string dump(const Node& node) {
  if (node.children.empty()) return head(node);
  std::string text = "(" + head(node);
  for (const NodePtr& child : node.children) text += " " + dump(*child);
  return text + ")";
}

}  // namespace zhaoshang
