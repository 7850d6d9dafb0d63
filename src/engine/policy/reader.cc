#include "engine/policy/reader.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/policy/policy_diagnostics.h"
#include "engine/policy/text_table.h"

namespace zhaoshang {
namespace {

namespace fault = policy_fault;

using Text = std::optional<Located<std::string>>;

bool holds(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What is read and what is declared are two statements of ours; the first policy that has such a
/// map shows where they part.
[[noreturn]] void disagree(const MapForm& form, std::string_view key) {
  throw std::logic_error("the reader of " + form.name + " and its form disagree about " +
                         std::string(key));
}

/// `a:b` without a space is one word to YAML.
bool has_bare_colon(const PolicyNode& node) {
  return node.is_scalar() && node.style == PolicyNode::Style::kPlain &&
         node.text.find(':') != std::string::npos;
}

void report_kind(const PolicyNode& node, fault::Wanted wanted, Diagnostics& diagnostics) {
  const auto colon = wanted == fault::Wanted::kScalar ? std::nullopt : full_width_colon(node);
  if (colon) {
    diagnostics.add(fault::full_width_colon(*colon));
  } else if (node.is_empty()) {
    diagnostics.add(fault::nothing_written(node.span));
  } else {
    const bool bare_colon = wanted != fault::Wanted::kScalar && has_bare_colon(node);
    diagnostics.add(fault::wrong_kind(node.span, wanted, bare_colon));
  }
}

/// Whether a node is a scalar; reported when it is not.
bool is_scalar(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!node.is_scalar()) report_kind(node, fault::Wanted::kScalar, diagnostics);
  return node.is_scalar();
}

/// The pieces of a cell between commas, trimmed.
std::vector<PolicyNode> split_cell(const PolicyNode& cell, Diagnostics& diagnostics) {
  std::vector<PolicyNode> items;
  const std::optional<SourceText> text = source_text(cell, diagnostics);
  if (!text) return items;
  const std::string_view all = text->text();
  for (std::size_t begin = 0; begin <= all.size();) {
    const std::size_t end = std::min(all.find(',', begin), all.size());
    const std::string_view item = trim(all.substr(begin, end - begin));
    const auto from = item.empty() ? begin : static_cast<std::size_t>(item.data() - all.data());
    if (item.empty()) {
      diagnostics.add(fault::nothing_written(text->span(begin, begin)));
    } else {
      items.push_back(cell_node(text->part(from, from + item.size())));
    }
    begin = end + 1;
  }
  return items;
}

}  // namespace

Text read_text(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  std::string text = node.text;
  const bool block =
      node.style == PolicyNode::Style::kLiteral || node.style == PolicyNode::Style::kFolded;
  if (block && text.ends_with('\n')) text.pop_back();
  return Located<std::string>{std::move(text), node.span};
}

Text read_name(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (is_policy_name(node.text)) return Located<std::string>{node.text, node.span};
  diagnostics.add(fault::not_a_name(node.span, node.text));
  return std::nullopt;
}

Text read_id(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (is_policy_id(node.text)) return Located<std::string>{node.text, node.span};
  diagnostics.add(fault::not_an_id(node.span, node.text));
  return std::nullopt;
}

std::optional<Located<bool>> read_boolean(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (node.text == "true" || node.text == "false") {
    return Located<bool>{node.text == "true", node.span};
  }
  diagnostics.add(fault::not_a_boolean(node.span, node.text));
  return std::nullopt;
}

std::optional<Located<std::int64_t>> read_integer(const PolicyNode& node, std::int64_t low,
                                                  std::int64_t high, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  const std::string& text = node.text;
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = code == std::errc() && end == text.data() + text.size();
  // The digits of a number are the only way to write it: 010 is neither eight nor ten here.
  if (whole && std::to_string(value) == text && value >= low && value <= high) {
    return Located<std::int64_t>{value, node.span};
  }
  diagnostics.add(fault::not_an_integer(node.span, text, low, high));
  return std::nullopt;
}

std::optional<Located<Decimal>> read_number(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (const auto value = Decimal::parse(node.text)) return Located<Decimal>{*value, node.span};
  diagnostics.add(fault::not_a_number(node.span, node.text));
  return std::nullopt;
}

std::optional<Located<Date>> read_date(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (const auto value = Date::parse_iso(node.text)) return Located<Date>{*value, node.span};
  diagnostics.add(fault::not_a_date(node.span, node.text));
  return std::nullopt;
}

std::optional<Located<OpenDateSpan>> read_date_span(const PolicyNode& node,
                                                    Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  const std::string_view first = trim(text.substr(0, dots));
  const std::string_view last = dots == std::string_view::npos ? "" : trim(text.substr(dots + 2));
  OpenDateSpan span;
  if (!first.empty()) span.first = Date::parse_iso(first);
  if (!last.empty()) span.last = Date::parse_iso(last);
  if (dots == std::string_view::npos || span.first.has_value() == first.empty() ||
      span.last.has_value() == last.empty()) {
    diagnostics.add(fault::not_a_date_span(node.span, text));
    return std::nullopt;
  }
  if (span.first && span.last && *span.last < *span.first) {
    diagnostics.add(fault::reversed_date_span(node.span));
    return std::nullopt;
  }
  return Located<OpenDateSpan>{span, node.span};
}

std::optional<Located<RoundingRule>> read_rounding(const PolicyNode& node,
                                                   Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  const std::string_view text = node.text;
  const std::size_t space = std::min(text.find(' '), text.size());
  const auto quantum = Decimal::parse(text.substr(0, space));
  const std::string_view word = trim(text.substr(space));
  const auto mode = word.empty() ? Rounding::kHalfUp : rounding_of(word);
  if (quantum && mode && *quantum > Decimal(0)) {
    return Located<RoundingRule>{{*quantum, *mode}, node.span};
  }
  diagnostics.add(fault::not_a_rounding(node.span, text));
  return std::nullopt;
}

Text read_word(const PolicyNode& node, const std::vector<std::string>& one_of,
               Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (holds(one_of, node.text)) {
    return Located<std::string>{node.text, node.span};
  }
  diagnostics.add(fault::unknown_word(node.span, node.text, one_of));
  return std::nullopt;
}

std::optional<SourceText> read_feel(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  if (has_eaten_quotes(node)) {
    diagnostics.add(fault::eaten_quotes(node.span, node.text));
    return std::nullopt;
  }
  return source_text(node, diagnostics);
}

std::optional<SourceText> read_message(const PolicyNode& node, Diagnostics& diagnostics) {
  if (!is_scalar(node, diagnostics)) return std::nullopt;
  return source_text(node, diagnostics);
}

std::vector<PolicyNode> read_list(const PolicyNode& node, Diagnostics& diagnostics) {
  if (node.is_scalar() && node.style == PolicyNode::Style::kCell) {
    return split_cell(node, diagnostics);
  }
  if (!node.is_sequence()) {
    report_kind(node, fault::Wanted::kList, diagnostics);
    return {};
  }
  std::vector<PolicyNode> items;
  for (const PolicyNode& item : node.items()) {
    if (is_scalar(item, diagnostics)) items.push_back(item);
  }
  return items;
}

std::vector<PolicyNode> read_rows(const PolicyNode& node, Diagnostics& diagnostics) {
  if (is_text_table(node)) {
    const std::optional<PolicyNode> expanded = expand_rows(node, diagnostics);
    return expanded ? expanded->items() : std::vector<PolicyNode>{};
  }
  if (!node.is_sequence()) {
    report_kind(node, fault::Wanted::kRows, diagnostics);
    return {};
  }
  std::vector<PolicyNode> rows;
  for (const PolicyNode& item : node.items()) {
    if (item.is_map()) {
      rows.push_back(item);
    } else {
      report_kind(item, fault::Wanted::kMap, diagnostics);
    }
  }
  return rows;
}

std::vector<PolicyNode::Entry> read_named(const PolicyNode& node, Diagnostics& diagnostics) {
  if (is_text_table(node)) {
    const std::optional<PolicyNode> expanded = expand_named_rows(node, diagnostics);
    return expanded ? expanded->entries() : std::vector<PolicyNode::Entry>{};
  }
  if (!node.is_map()) report_kind(node, fault::Wanted::kNamed, diagnostics);
  return node.entries();
}

MapReader::MapReader(const PolicyNode& node, Diagnostics& diagnostics, const MapForm* form)
    : node_(node), diagnostics_(&diagnostics), form_(form) {
  if (!node.is_map()) report_kind(node, fault::Wanted::kMap, diagnostics);
}

void MapReader::know(std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) node(key);
}

const PolicyNode* MapReader::node(std::string_view key, Need need) {
  if (!holds(known_, key)) known_.emplace_back(key);
  if (need == Need::kRequired && !holds(required_, key)) required_.emplace_back(key);
  const PolicyNode* found = node_.find(key);
  if (found == nullptr && need == Need::kRequired && node_.is_map()) {
    diagnostics_->add(fault::missing_key(node_.span, key));
  }
  return found;
}

Text MapReader::text(std::string_view key, Need need) {
  expect(key, Shape::Kind::kText);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_text(*value, *diagnostics_);
}

Text MapReader::name(std::string_view key, Need need) {
  expect(key, Shape::Kind::kName);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_name(*value, *diagnostics_);
}

Text MapReader::id(std::string_view key, Need need) {
  expect(key, Shape::Kind::kId);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_id(*value, *diagnostics_);
}

std::optional<Located<bool>> MapReader::boolean(std::string_view key, Need need) {
  expect(key, Shape::Kind::kBoolean);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_boolean(*value, *diagnostics_);
}

std::optional<Located<std::int64_t>> MapReader::integer(std::string_view key, std::int64_t low,
                                                        std::int64_t high, Need need) {
  expect(key, Shape::Kind::kInteger);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_integer(*value, low, high, *diagnostics_);
}

std::optional<Located<Decimal>> MapReader::number(std::string_view key, Need need) {
  expect(key, Shape::Kind::kNumber);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_number(*value, *diagnostics_);
}

std::optional<Located<Date>> MapReader::date(std::string_view key, Need need) {
  expect(key, Shape::Kind::kDate);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_date(*value, *diagnostics_);
}

std::optional<Located<OpenDateSpan>> MapReader::date_span(std::string_view key, Need need) {
  expect(key, Shape::Kind::kDateSpan);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_date_span(*value, *diagnostics_);
}

std::optional<Located<RoundingRule>> MapReader::rounding(std::string_view key, Need need) {
  expect(key, Shape::Kind::kRounding);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_rounding(*value, *diagnostics_);
}

Text MapReader::word(std::string_view key, const std::vector<std::string>& one_of, Need need) {
  expect(key, Shape::Kind::kWord);
  expect_words(key, one_of);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_word(*value, one_of, *diagnostics_);
}

std::optional<SourceText> MapReader::feel(std::string_view key, Need need) {
  expect(key, Shape::Kind::kFeel);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_feel(*value, *diagnostics_);
}

std::optional<SourceText> MapReader::message(std::string_view key, Need need) {
  expect(key, Shape::Kind::kMessage);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::nullopt : read_message(*value, *diagnostics_);
}

std::vector<Located<std::string>> MapReader::list(std::string_view key, Need need,
                                                  const ScalarReader& read) {
  expect(key, Shape::Kind::kList);
  std::vector<Located<std::string>> items;
  const PolicyNode* value = node(key, need);
  if (value == nullptr) return items;
  for (const PolicyNode& item : read_list(*value, *diagnostics_)) {
    if (auto text = read(item, *diagnostics_)) items.push_back(std::move(*text));
  }
  return items;
}

std::vector<Located<std::string>> MapReader::names(std::string_view key, Need need) {
  return list(key, need, read_name);
}

std::vector<Located<std::string>> MapReader::ids(std::string_view key, Need need) {
  return list(key, need, read_id);
}

std::vector<Located<std::string>> MapReader::texts(std::string_view key, Need need) {
  return list(key, need, read_text);
}

std::vector<Located<std::string>> MapReader::words(std::string_view key,
                                                   const std::vector<std::string>& one_of,
                                                   Need need) {
  return list(key, need, [&](const PolicyNode& item, Diagnostics& diagnostics) {
    return read_word(item, one_of, diagnostics);
  });
}

std::vector<PolicyNode> MapReader::rows(std::string_view key, Need need) {
  expect(key, Shape::Kind::kRows);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::vector<PolicyNode>{} : read_rows(*value, *diagnostics_);
}

std::vector<PolicyNode::Entry> MapReader::named(std::string_view key, Need need) {
  expect(key, Shape::Kind::kNamed);
  const PolicyNode* value = node(key, need);
  return value == nullptr ? std::vector<PolicyNode::Entry>{} : read_named(*value, *diagnostics_);
}

void MapReader::expect(std::string_view key, Shape::Kind kind) const {
  if (form_ == nullptr) return;
  const KeyForm* said = form_->find(key);
  if (said == nullptr || !said->shape.allows(kind)) disagree(*form_, key);
}

void MapReader::expect_words(std::string_view key, const std::vector<std::string>& words) const {
  if (form_ == nullptr) return;
  const KeyForm* said = form_->find(key);
  if (said == nullptr || !said->shape.has_words(words)) disagree(*form_, key);
}

void MapReader::expect_all_asked() const {
  for (const std::string& key : known_) {
    if (form_->find(key) == nullptr) disagree(*form_, key);
  }
  for (const KeyForm& said : form_->keys) {
    if (!holds(known_, said.key) && !form_->is_in_variant(said.key)) disagree(*form_, said.key);
    const bool required = holds(required_, said.key);
    const bool may_differ = form_->may_demand(said.key);
    if (required != (said.need == Need::kRequired) && !may_differ) disagree(*form_, said.key);
  }
}

void MapReader::finish() {
  if (form_ != nullptr && node_.is_map()) expect_all_asked();
  for (const PolicyNode::Entry& entry : node_.entries()) {
    if (!holds(known_, entry.key)) {
      diagnostics_->add(fault::unknown_key(entry.key_span, entry.key, known_));
    }
  }
}

}  // namespace zhaoshang
