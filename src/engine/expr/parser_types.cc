// `instance of` and the names of types after it, which are only put into one form here: the checker
// knows them.
#include <algorithm>
#include <array>

#include "engine/expr/parser_state.h"

namespace zhaoshang {

AstPtr Parser::instance_of(AstPtr value, std::size_t begin) {
  AstPtr ast = node(AstKind::kInstanceOf);
  take();  // "of"
  ast->children.push_back(std::move(value));
  const std::size_t type_begin = peek().begin;
  std::optional<std::string> type = type_text();
  if (!type) return nullptr;
  ast->type_text = std::move(*type);
  ast->name_span = text_.span(type_begin, last_end_);
  return finish(std::move(ast), begin);
}

std::optional<std::string> Parser::type_text() {
  static constexpr std::array<std::string_view, 3> kLongNames = {
      "days and time duration", "years and months duration", "date and time"};
  const Nesting nesting(*this);
  if (!nesting) return std::nullopt;
  for (std::string_view name : kLongNames) {
    const auto words = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' ')) + 1;
    if (join(words) == name) {
      for (std::size_t i = 0; i < words; ++i) take();
      return std::string(name);
    }
  }
  if (!peek().is_word()) {
    unexpected({"类型,如 number、string、list<number>", "a type, such as number or list<number>"});
    return std::nullopt;
  }
  std::string name(take().text);
  while (at(".") && peek(1).is_word()) {
    take();
    name += '.';
    name += take().text;
  }
  return at("<") ? type_arguments(name) : std::optional(std::move(name));
}

std::optional<std::string> Parser::type_arguments(std::string_view name) {
  std::string type(name);
  type += take().text;
  const Token& open = tokens_[at_ - 1];
  if (!at(">")) do {
      if (type.back() != '<') type += ", ";
      if (peek().is_word() && peek(1).is_symbol(":")) {
        type += take().text;
        type += ": ";
        take();
      }
      const std::optional<std::string> argument = type_text();
      if (!argument) return std::nullopt;
      type += *argument;
    } while (accept(","));
  if (!close(open, ">")) return std::nullopt;
  type += '>';
  if (accept("->")) {
    const std::optional<std::string> result = type_text();
    if (!result) return std::nullopt;
    type += " -> " + *result;
  }
  return type;
}

}  // namespace zhaoshang
