#include "engine/expr/ast.h"

#include <string_view>

namespace zhaoshang {

namespace {

/// A name as one word of the dump: |date and time| where it has spaces.
std::string dump_name(const std::string& name) {
  const bool plain = name.find_first_of(" |\"()") == std::string::npos && !name.empty();
  return plain ? name : "|" + name + "|";
}

std::string_view head_of(AstKind kind) {
  switch (kind) {
    case AstKind::kNegate: return "neg";
    case AstKind::kAnd: return "and";
    case AstKind::kOr: return "or";
    case AstKind::kIf: return "if";
    case AstKind::kFor: return "for";
    case AstKind::kSome: return "some";
    case AstKind::kEvery: return "every";
    case AstKind::kBetween: return "between";
    case AstKind::kIn: return "in";
    case AstKind::kTestValue: return "test";
    case AstKind::kList: return "list";
    case AstKind::kContext: return "context";
    case AstKind::kPath: return "path";
    case AstKind::kFilter: return "filter";
    case AstKind::kCall: return "call";
    case AstKind::kInstanceOf: return "instance";
    case AstKind::kFunction: return "function";
    default: return "";
  }
}

std::string head(const Ast& ast) {
  switch (ast.kind) {
    case AstKind::kBinary: return std::string(operator_text(ast.op));
    case AstKind::kTestCompare: return "test" + std::string(operator_text(ast.op));
    case AstKind::kTests: return ast.negated ? "not-tests" : "tests";
    case AstKind::kCall: return "call " + dump_name(ast.text);
    case AstKind::kRange:
      return std::string(ast.start_included ? "[" : "(") + ".." + (ast.end_included ? "]" : ")");
    default: return std::string(head_of(ast.kind));
  }
}

void append(std::string& out, const AstPtr& child) {
  out += ' ';
  out += child ? dump(*child) : "_";
}

void append_bindings(std::string& out, const Ast& ast) {
  for (const Ast::Binding& binding : ast.bindings) {
    out += " (" + binding.name;
    append(out, binding.domain);
    if (binding.domain_end) append(out, binding.domain_end);
    out += ')';
  }
}

void append_children(std::string& out, const Ast& ast) {
  for (std::size_t i = 0; i < ast.children.size(); ++i) {
    if (i < ast.names.size() && !ast.names[i].empty()) out += " " + dump_name(ast.names[i]) + ":";
    append(out, ast.children[i]);
  }
}

}  // namespace

std::string dump(const Ast& ast) {
  switch (ast.kind) {
    case AstKind::kLiteral: return to_feel(ast.value);
    case AstKind::kName: return ast.text;
    case AstKind::kTested: return "?";
    default: break;
  }
  std::string out = "(" + head(ast);
  append_bindings(out, ast);
  if (ast.kind == AstKind::kFunction) {
    for (const std::string& parameter : ast.names) out += " " + parameter;
    append(out, ast.children[0]);
    return out + ")";
  }
  append_children(out, ast);
  for (const auto& [name, value] : ast.entries) {
    out += " (" + dump_name(name);
    append(out, value);
    out += ')';
  }
  if (ast.kind == AstKind::kPath) out += " " + dump_name(ast.text);
  if (ast.kind == AstKind::kInstanceOf) out += " |" + ast.type_text + "|";
  return out + ")";
}

}  // namespace zhaoshang
