#include "bulletin/shown_cells.h"

namespace zhaoshang {
namespace {

constexpr int kLeastPercentPlaces = 2;
constexpr int kMostPercentPlaces = 30;
constexpr int kPlacesKept = 6;
constexpr int kPlacesElse = 4;
constexpr const char* kCompletion = "completion.";

bool is_percent(const std::string& unit) {
  const auto measure = measure_of(unit);
  return measure && !measure->is_money() && !measure->is_quantity() && measure->scale < Decimal(1);
}

Cell number_text(std::string text) { return {Cell::Kind::kNumber, std::move(text)}; }

}  // namespace

ShownAs shown_as(const Field& field) {
  return {figure_style(field), field.name.starts_with(kCompletion) || is_percent(field.unit)};
}

ShownAs shown_as(const Figures& figures, const Node& node) {
  const bool is_field = node.kind == NodeKind::kFrameField || node.kind == NodeKind::kField;
  return is_field ? shown_as(figures.plan().field(node.table, node.index)) : ShownAs{};
}

std::string percentage(Decimal ratio) {
  const Decimal hundred(100);
  const Decimal percent = ratio * hundred;
  int places = kLeastPercentPlaces;
  while (places < kMostPercentPlaces && percent != hundred &&
         percent.rounded(places, Rounding::kHalfUp) == hundred) {
    ++places;
  }
  return percent.rounded(places, Rounding::kHalfUp).to_fixed(places) + "%";
}

Cell percent_cell(Decimal ratio) { return number_text(percentage(ratio)); }

std::string signed_points(Decimal difference) {
  const Decimal points = difference * Decimal(100);
  int places = kLeastPercentPlaces;
  while (places < kMostPercentPlaces && points != Decimal() &&
         points.rounded(places, Rounding::kHalfUp) == Decimal()) {
    ++places;
  }
  const std::string text = points.rounded(places, Rounding::kHalfUp).to_fixed(places);
  return points > Decimal() ? "+" + text : text;
}

std::string short_number(Decimal number) {
  const bool is_short = number.rounded(kPlacesKept, Rounding::kHalfUp) == number;
  return (is_short ? number : number.rounded(kPlacesElse, Rounding::kHalfUp)).to_string();
}

Cell yuan_cell(Decimal amount) { return number_cell(amount, 2); }

Cell shown_cell(const Value& value, const Figures& figures, const ShownAs& as,
                const NoticeWords& words) {
  switch (value.kind()) {
    case TypeKind::kNull: return {Cell::Kind::kEmpty, "—"};
    case TypeKind::kBoolean: return plain_cell(words.yes_or_no(value.boolean()));
    case TypeKind::kNumber:
      if (as.is_ratio) return number_text(percentage(value.number()));
      break;
    case TypeKind::kMoney:
    case TypeKind::kQuantity:
      if (as.style.unit.empty()) return text_cell(shown(value, figures));
      break;
    default: return text_cell(shown(value, figures));
  }
  Cell cell = value_cell(value, as.style);
  if (as.style.quantum) return cell;
  if (const auto number = Decimal::parse(cell.text)) cell.text = short_number(*number);
  return cell;
}

}  // namespace zhaoshang
