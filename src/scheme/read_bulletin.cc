// bulletin: the kinds of notice, and the tables, lists and sentences that each shows.
#include <array>
#include <utility>

#include "scheme/policy_forms.h"
#include "scheme/policy_reading.h"

namespace zhaoshang {
namespace {

using Column = BulletinPart::Column;
using Kind = BulletinPart::Kind;

/// `count` and `sum of FEEL`, columns of a table with one row a value.
std::optional<Column> read_total(const PolicyNode& node, PolicyReading& reading) {
  constexpr std::string_view kSumOf = "sum of ";
  if (!node.is_scalar()) return std::nullopt;
  const bool counts = node.text == "count";
  if (!counts && !node.text.starts_with(kSumOf)) return std::nullopt;
  Column column;
  column.shows = counts ? Column::Shows::kCount : Column::Shows::kSum;
  const std::optional<SourceText> text = read_feel(node, reading.diagnostics);
  if (!text) return column;
  const std::size_t from = counts ? 0 : kSumOf.size();
  column.figure = parsed_expression(text->part(from, text->text().size()), reading.diagnostics);
  return column;
}

/// FEEL, or {heading: FEEL}.
Column read_column(const PolicyNode& node, bool grouped, PolicyReading& reading) {
  if (node.entries().size() == 1) {
    const PolicyNode::Entry& entry = node.entries().front();
    Column column = read_column(entry.value, grouped, reading);
    column.heading = entry.key;
    return column;
  }
  if (grouped) {
    if (std::optional<Column> total = read_total(node, reading)) return std::move(*total);
  }
  Column column;
  if (auto figure = read_expression(node, reading.diagnostics)) column.figure = std::move(*figure);
  return column;
}

void read_table_part(const PolicyNode& node, BulletinPart& part, PolicyReading& reading) {
  RuleMap map(node, forms::table_part_form(), reading);
  if (part.title.empty()) part.title = map.text_or_empty("title");
  if (auto of = map.name("of", Need::kRequired)) {
    part.of = std::move(of->value);
    part.of_span = of->span;
  }
  part.by = map.expression("by");
  if (const PolicyNode* columns = map.required("columns")) {
    if (!columns->is_sequence()) read_list(*columns, reading.diagnostics);  // reports it
    for (const PolicyNode& item : columns->items()) {
      part.columns.push_back(read_column(item, part.by.has_value(), reading));
    }
  }
  part.when = map.expression("when");
  if (const PolicyNode* sort = map.node("sort")) {
    part.sort = read_rank_key(*sort, std::nullopt, reading);
  }
  map.finish();
}

/// Of what lists somebody.
void read_as(BulletinPart& part, RuleMap& map) {
  constexpr std::array<std::pair<std::string_view, NoticePartAs>, 4> kWords{
      {{"explain", NoticePartAs::kExplain},
       {"praise", NoticePartAs::kPraise},
       {"criticism", NoticePartAs::kCriticism},
       {"exposure", NoticePartAs::kExposure}}};
  const auto word = map.word("as", {"explain", "praise", "criticism", "exposure"});
  if (!word) return;
  for (const auto& [name, as] : kWords) {
    if (word->value == name) part.as = as;
  }
}

BulletinPart read_part(const PolicyNode& node, PolicyReading& reading) {
  RuleMap map(node, forms::part_form(), reading);
  BulletinPart part;
  part.span = node.span;
  part.title = map.text_or_empty("title");
  const auto key = map.one_of({"table", "assessment", "awards", "findings", "text"});
  if (key == "table") {
    part.kind = Kind::kTable;
    read_table_part(*map.node("table"), part, reading);
  } else if (key == "assessment") {
    part.kind = Kind::kAssessment;
    if (auto name = map.name("assessment")) {
      part.assessment = std::move(name->value);
      part.of_span = name->span;
    }
  } else if (key == "text") {
    map.message("text", part.text, part.text_source);
  } else if (key) {
    part.kind = key == "awards" ? Kind::kAwards : Kind::kFindings;
    part.ids = map.ids_or_all(*key, Need::kOptional);
  }
  if (part.kind == Kind::kTable || part.kind == Kind::kFindings) read_as(part, map);
  map.finish();
  return part;
}

BulletinForm read_bulletin(const PolicyNode& node, RuleIds& ids, PolicyReading& reading) {
  RuleMap map(node, forms::bulletin_form(), reading);
  BulletinForm bulletin;
  bulletin.title_text = {};
  map.message("title", bulletin.title, bulletin.title_text, Need::kRequired);
  if (const auto id = map.id("id", Need::kRequired)) {
    bulletin.head.id = id->value;
    bulletin.head.span = id->span;
    ids.add(bulletin.head);
  }
  bulletin.head.clause = map.clause();
  bulletin.head.note = map.text_or_empty("note");
  if (const auto every =
          map.word("every", {"month", "quarter", "half", "year", "any"}, Need::kRequired)) {
    bulletin.every = every->value;
  }
  bulletin.own_template = map.text("template");
  for (const PolicyNode& row : map.rows("parts")) bulletin.parts.push_back(read_part(row, reading));
  map.finish();
  return bulletin;
}

}  // namespace

std::vector<BulletinForm> read_bulletins(const PolicyNode& node, PolicyReading& reading) {
  std::vector<BulletinForm> bulletins;
  RuleIds ids(reading.diagnostics);
  for (const PolicyNode& row : read_rows(node, reading.diagnostics)) {
    bulletins.push_back(read_bulletin(row, ids, reading));
  }
  return bulletins;
}

}  // namespace zhaoshang
