// Value: whatever a FEEL expression can yield. Immutable, cheap to copy. Arithmetic is in
// operations.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/value/calendar.h"
#include "engine/value/decimal.h"
#include "engine/value/type.h"
#include "engine/value/unit.h"

namespace zhaoshang {

class Value;
using List = std::vector<Value>;

/// What a value shares, and how much there is in it.
template <typename T>
struct Weighed {
  T content;
  std::uint64_t weight;
};

/// Entries in the order written; names are unique.
struct Context {
  std::vector<std::pair<std::string, Value>> entries;
  const Value* find(std::string_view name) const;
};

/// A row of a table, by number: what it holds is read through the table.
struct RowRef {
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

/// A function named as a value (`sort(list, function)` has none of its own here): the built-in's
/// name.
struct FunctionRef {
  std::string_view name;
};

struct Range;

/// One FEEL value. The default is null.
class Value {
 public:
  Value() = default;
  Value(bool boolean) : data_(boolean) {}        // NOLINT: literals read as values
  Value(Decimal number) : data_(number) {}       // NOLINT
  Value(int number) : data_(Decimal(number)) {}  // NOLINT
  Value(std::string text)
      : data_(std::make_shared<const std::string>(std::move(text))) {}  // NOLINT
  Value(std::string_view text) : Value(std::string(text)) {}            // NOLINT
  Value(const char* text) : Value(std::string(text)) {}                 // NOLINT
  Value(Date date) : data_(date) {}                                     // NOLINT
  Value(Time time) : data_(time) {}                                     // NOLINT
  Value(DateTime moment) : data_(moment) {}                             // NOLINT
  Value(DaysDuration duration) : data_(duration) {}                     // NOLINT
  Value(MonthsDuration duration) : data_(duration) {}                   // NOLINT
  Value(Money money) : data_(money) {}                                  // NOLINT
  Value(Quantity quantity) : data_(quantity) {}                         // NOLINT
  Value(Range range);                                                   // NOLINT
  Value(List list);                                                     // NOLINT
  Value(Context context);                                               // NOLINT
  Value(RowRef row) : data_(row) {}                                     // NOLINT
  Value(FunctionRef function) : data_(function) {}                      // NOLINT

  TypeKind kind() const;
  bool is(TypeKind kind) const { return this->kind() == kind; }
  bool is_null() const { return data_.index() == 0; }
  bool is_true() const {
    const bool* b = std::get_if<bool>(&data_);
    return b != nullptr && *b;
  }
  bool is_false() const {
    const bool* b = std::get_if<bool>(&data_);
    return b != nullptr && !*b;
  }

  // Each may be called only when kind() says so.
  bool boolean() const { return std::get<bool>(data_); }
  Decimal number() const { return std::get<Decimal>(data_); }
  const std::string& text() const { return *std::get<std::shared_ptr<const std::string>>(data_); }
  Date date() const { return std::get<Date>(data_); }
  Time time() const { return std::get<Time>(data_); }
  const DateTime& date_time() const { return std::get<DateTime>(data_); }
  DaysDuration days_duration() const { return std::get<DaysDuration>(data_); }
  MonthsDuration months_duration() const { return std::get<MonthsDuration>(data_); }
  Money money() const { return std::get<Money>(data_); }
  Quantity quantity() const { return std::get<Quantity>(data_); }
  const Range& range() const { return *std::get<std::shared_ptr<const Range>>(data_); }
  const List& list() const& { return std::get<SharedList>(data_)->content; }
  const List& list() const&& = delete;  // a loop over a temporary's items would outlive them
  const Context& context() const { return std::get<SharedContext>(data_)->content; }
  RowRef row() const { return std::get<RowRef>(data_); }
  FunctionRef function() const { return std::get<FunctionRef>(data_); }

  /// How much there is in it: 1 for each value within, however often it is shared, and for each 16
  /// bytes of a text. What goes through a value takes time in proportion.
  std::uint64_t weight() const;

 private:
  using SharedList = std::shared_ptr<const Weighed<List>>;
  using SharedContext = std::shared_ptr<const Weighed<Context>>;
  std::variant<std::monostate, bool, Decimal, std::shared_ptr<const std::string>, Date, Time,
               DateTime, DaysDuration, MonthsDuration, Money, Quantity,
               std::shared_ptr<const Range>, SharedList, SharedContext, RowRef, FunctionRef>
      data_;
};

/// A range (DMN 10.3.2.7). A null end is open to infinity.
struct Range {
  Value start;
  Value end;
  bool start_included = true;
  bool end_included = true;
};

/// The most specific type of a value; elements of lists are merged by common_type.
Type type_of(const Value& value);

/// The value as a FEEL literal: 12.5, "甲", @"2022-03-01", [1, 2], 30000元, null. Rows print as
/// <table 3 row 7>.
std::string to_feel(const Value& value);
/// One line `{"type": T, "value": V}` as `eval --format json` prints it.
std::string to_json(const Value& value);

}  // namespace zhaoshang
