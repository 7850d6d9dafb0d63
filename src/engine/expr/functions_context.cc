// Context functions (DMN 10.3.4.11).
#include <algorithm>

#include "engine/expr/function_kit.h"

namespace zhaoshang {

namespace {

/// The entries with `key` set to `value`, in its place or at the end.
Context with_entry(Context context, const std::string& key, const Value& value) {
  const auto found = std::find_if(context.entries.begin(), context.entries.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  if (found == context.entries.end()) {
    context.entries.emplace_back(key, value);
  } else {
    found->second = value;
  }
  return context;
}

Value get_value(Arguments a) {
  const Value* found = a[0].context().find(a[1].text());
  return found == nullptr ? Value() : *found;
}

Value get_entries(Arguments a) {
  List entries;
  for (const auto& [key, value] : a[0].context().entries) {
    entries.emplace_back(Context{{{"key", Value(key)}, {"value", value}}});
  }
  return Value(std::move(entries));
}

Value context_of_entries(Arguments a) {
  Context context;
  for (const Value& entry : a[0].list()) {
    if (!entry.is(TypeKind::kContext)) return {};
    const Value* key = entry.context().find("key");
    const Value* value = entry.context().find("value");
    if (key == nullptr || value == nullptr || !key->is(TypeKind::kText)) return {};
    if (context.find(key->text()) != nullptr) return {};
    context.entries.emplace_back(key->text(), *value);
  }
  return Value(std::move(context));
}

/// Sets the value under keys that lead from context to context; what is on the way and no context
/// is none.
Value put_nested(const Value& context, std::span<const Value> keys, const Value& value) {
  if (!context.is(TypeKind::kContext) || keys.empty() || !keys.front().is(TypeKind::kText))
    return {};
  const std::string& key = keys.front().text();
  if (keys.size() == 1) return Value(with_entry(context.context(), key, value));
  const Value* inner = context.context().find(key);
  const Value changed =
      put_nested(inner == nullptr ? Value(Context{}) : *inner, keys.subspan(1), value);
  return changed.is_null() ? changed : Value(with_entry(context.context(), key, changed));
}

Value context_put(Arguments a) {
  if (!a[1].is(TypeKind::kList)) return put_nested(a[0], a.subspan(1, 1), a[2]);
  return put_nested(a[0], a[1].list(), a[2]);
}

Value context_merge(Arguments a) {
  Context merged;
  for (const Value& context : a[0].list()) {
    if (!context.is(TypeKind::kContext)) return {};
    for (const auto& [key, value] : context.context().entries) {
      merged = with_entry(std::move(merged), key, value);
    }
  }
  return Value(std::move(merged));
}

}  // namespace

void add_context_functions(std::vector<Function>& functions) {
  const Result context = always(TypeKind::kContext);
  const Parameter of = takes("context", TypeKind::kContext);
  const Parameter value = takes("value", TypeKind::kAny);
  const Type contexts = Type::list(TypeKind::kContext);
  const Type entries =
      Type::list(Type::context({{"key", TypeKind::kText}, {"value", TypeKind::kAny}}));

  functions.push_back({"get value",
                       {entry({takes("m", TypeKind::kContext), takes("key", TypeKind::kText)},
                              always(TypeKind::kAny), get_value)}});
  functions.push_back(
      {"get entries", {entry({takes("m", TypeKind::kContext)}, always(entries), get_entries)}});
  functions.push_back(
      {"context", {entry({takes("entries", contexts)}, context, context_of_entries)}});
  functions.push_back(
      {"context put",
       {dynamic_entry({of, takes("key", TypeKind::kText), value}, context, context_put),
        dynamic_entry({of, takes("keys", Type::list(TypeKind::kText)), value}, context,
                      context_put)}});
  functions.push_back(
      {"context merge", {entry({takes("contexts", contexts)}, context, context_merge)}});
}

}  // namespace zhaoshang
