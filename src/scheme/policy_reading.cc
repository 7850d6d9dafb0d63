#include "scheme/policy_reading.h"

#include <algorithm>

#include "engine/base/utf8.h"
#include "engine/policy/policy_diagnostics.h"

namespace zhaoshang {
namespace {

/// Whether every value that a parameter may have is one of the words.
bool stands_for(const ParameterForm& parameter, const std::vector<std::string>& words) {
  return !parameter.one_of.empty() &&
         std::all_of(parameter.one_of.begin(), parameter.one_of.end(), [&](const Feel& value) {
           return value.ast && value.ast->kind == AstKind::kLiteral &&
                  value.ast->value.is(TypeKind::kText) &&
                  std::find(words.begin(), words.end(), value.ast->value.text()) != words.end();
         });
}

/// The text without a last word, or nullopt where it does not end in it.
std::optional<SourceText> without_last(const SourceText& text, std::string_view word) {
  const std::string_view all = trim(text.text());
  if (!all.ends_with(word)) return std::nullopt;
  const std::string_view rest = all.substr(0, all.size() - word.size());
  if (rest.empty() || rest.back() != ' ') return std::nullopt;
  const auto begin = static_cast<std::size_t>(rest.data() - text.text().data());
  return text.part(begin, begin + trim(rest).size());
}

}  // namespace

void RuleIds::add(const RuleHead& head) {
  if (head.id.empty()) return;
  const auto [first, is_new] = seen_.emplace(head.id, head.span);
  if (is_new) return;
  diagnostics_.add(scheme_fault::duplicate_id(head.span, head.id, first->second.place().line));
}

Feel parsed_expression(SourceText text, Diagnostics& diagnostics) {
  AstPtr ast = parse_expression(text, diagnostics);
  return {std::move(text), std::move(ast)};
}

Feel parsed_tests(SourceText text, Diagnostics& diagnostics) {
  AstPtr ast = parse_unary_tests(text, diagnostics);
  return {std::move(text), std::move(ast)};
}

std::optional<Feel> read_expression(const PolicyNode& node, Diagnostics& diagnostics) {
  std::optional<SourceText> text = read_feel(node, diagnostics);
  if (!text) return std::nullopt;
  return parsed_expression(std::move(*text), diagnostics);
}

WordOrParameter read_choice(const PolicyNode& node, const std::vector<std::string>& words,
                            PolicyReading& reading) {
  const auto is_it = [&](const ParameterForm& parameter) { return parameter.name == node.text; };
  const auto parameter = std::find_if(reading.parameters.begin(), reading.parameters.end(), is_it);
  const bool is_word = std::find(words.begin(), words.end(), node.text) != words.end();
  if (!node.is_scalar() || is_word || parameter == reading.parameters.end()) {
    const auto word = read_word(node, words, reading.diagnostics);
    return {word ? word->value : "", "", node.span};
  }
  if (!stands_for(*parameter, words)) {
    reading.diagnostics.add(scheme_fault::parameter_not_words(node.span, node.text, words));
  }
  parameter->is_word = true;
  return {"", node.text, node.span};
}

RankKey read_rank_key(const PolicyNode& node, std::optional<Span> asker, PolicyReading& reading) {
  RankKey key;
  std::optional<SourceText> text = read_feel(node, reading.diagnostics);
  if (!text) return key;
  const std::optional<SourceText> ascending = without_last(*text, "ascending");
  const std::optional<SourceText> descending = without_last(*text, "descending");
  key.descending = !ascending;
  if (!ascending && !descending && asker) {
    reading.diagnostics.add(scheme_fault::unstated(*asker, scheme_fault::Question::kDirection,
                                                   {"ascending", "descending"}));
  }
  key.by = parsed_expression(ascending    ? *ascending
                             : descending ? *descending
                                          : std::move(*text),
                             reading.diagnostics);
  return key;
}

bool is_named(const PolicyNode::Entry& entry, Diagnostics& diagnostics) {
  if (is_policy_name(entry.key)) return true;
  diagnostics.add(policy_fault::not_a_name(entry.key_span, entry.key));
  return false;
}

RuleMap::RuleMap(const PolicyNode& node, const MapForm& form, PolicyReading& reading)
    : MapReader(node, reading.diagnostics, &form),
      tree_(node),
      reading_(reading),
      where_(node.span) {}

std::vector<std::string> RuleMap::written(std::initializer_list<std::string_view> keys) const {
  std::vector<std::string> found;
  for (const std::string_view key : keys) {
    if (tree_.find(key) != nullptr) found.emplace_back(key);
  }
  return found;
}

std::optional<std::string> RuleMap::one_of(std::initializer_list<std::string_view> keys) {
  know(keys);
  const std::vector<std::string> found = written(keys);
  if (found.size() == 1) return found.front();
  if (is_map()) {
    diagnostics().add(
        scheme_fault::not_one_key(where_, {keys.begin(), keys.end()}, !found.empty()));
  }
  return std::nullopt;
}

RuleHead RuleMap::head(Need id_need) {
  const auto written_id = id("id", id_need);
  if (written_id) where_ = written_id->span;
  RuleHead head = unnamed_head();
  if (written_id) head.id = written_id->value;
  head.span = where_;
  return head;
}

RuleHead RuleMap::unnamed_head() {
  RuleHead head;
  head.clause = clause();
  if (!head.clause.empty()) head.clause_span = reading_.citations.back().span;
  head.title = text_or_empty("title");
  head.note = text_or_empty("note");
  head.span = where_;
  return head;
}

std::string RuleMap::clause() {
  const auto written = text("clause");
  if (!written) return "";
  reading_.citations.push_back({written->value, written->span});
  return written->value;
}

std::string RuleMap::text_or_empty(std::string_view key) {
  auto written = text(key);
  return written ? std::move(written->value) : "";
}

std::string RuleMap::name_or_empty(std::string_view key, Need need) {
  auto written = name(key, need);
  return written ? std::move(written->value) : "";
}

bool RuleMap::flag(std::string_view key) {
  const auto written = boolean(key);
  return written && written->value;
}

std::optional<Feel> RuleMap::expression(std::string_view key) {
  expect(key, Shape::Kind::kFeel);
  const PolicyNode* written = node(key);
  return written == nullptr ? std::nullopt : read_expression(*written, diagnostics());
}

Feel RuleMap::required_expression(std::string_view key) {
  expect(key, Shape::Kind::kFeel);
  const PolicyNode* written = required(key);
  if (written == nullptr) return {};
  std::optional<Feel> feel = read_expression(*written, diagnostics());
  return feel ? std::move(*feel) : Feel{};
}

std::optional<Feel> RuleMap::tests(std::string_view key) {
  std::optional<SourceText> text = feel(key);
  if (!text) return std::nullopt;
  return parsed_tests(std::move(*text), diagnostics());
}

std::optional<ValueForm> RuleMap::value(std::string_view key) {
  expect(key, Shape::Kind::kEither);
  const PolicyNode* written = node(key);
  if (written == nullptr) return std::nullopt;
  return read_value(*written, reading_);
}

void RuleMap::message(std::string_view key, TextTemplate& parsed, SourceText& text, Need need) {
  std::optional<SourceText> written = MapReader::message(key, need);
  if (!written) return;
  parsed = parse_template(*written, diagnostics());
  text = std::move(*written);
}

WordOrParameter RuleMap::choice(std::string_view key, scheme_fault::Question question,
                                const std::vector<std::string>& words) {
  expect_words(key, words);
  const PolicyNode* written = node(key);
  if (written != nullptr) return read_choice(*written, words, reading_);
  if (is_map()) diagnostics().add(scheme_fault::unstated(where_, question, words));
  return {};
}

std::vector<Located<std::string>> RuleMap::ids_or_all(std::string_view key, Need need) {
  const PolicyNode* written = node(key, need);
  if (written == nullptr || (written->is_scalar() && written->text == "all")) return {};
  return ids(key, need);
}

std::vector<RankKey> RuleMap::rank_keys() {
  std::vector<RankKey> keys;
  if (const PolicyNode* by = required("by")) keys.push_back(read_rank_key(*by, by->span, reading_));
  if (const PolicyNode* then = node("then")) {
    for (const PolicyNode& next : read_list(*then, diagnostics())) {
      keys.push_back(read_rank_key(next, next.span, reading_));
    }
  }
  return keys;
}

bool RuleMap::within_group() { return word("within", {"group"}).has_value(); }

}  // namespace zhaoshang
