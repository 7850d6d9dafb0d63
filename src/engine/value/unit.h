// Units of quantities and currencies of money. In: the county's words (万元, 亩, 万美元). Out: what
// they are and by how much they scale. Shared by CSV cells, FEEL literals, policy columns and
// headings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/decimal.h"

namespace zhaoshang {

/// A currency by its ISO 4217 code; the default is none. Two words: CNY prints as 元, USD as 美元.
class Currency {
 public:
  constexpr Currency() = default;
  /// Three capital letters; nullopt for anything else.
  static std::optional<Currency> from_code(std::string_view code);
  static Currency cny();
  static Currency usd();

  std::string code() const;  // "CNY"
  std::string word() const;  // "元", "美元"; the code where there is no Chinese word
  bool is_none() const { return code_ == 0; }
  friend bool operator==(Currency, Currency) = default;

 private:
  explicit constexpr Currency(std::uint32_t code) : code_(code) {}
  std::uint32_t code_ = 0;  // the three letters
};

/// A unit that is no money, by its own word: 亩, 平方米, 公里, 个. Interned: equal words are equal
/// units.
class Unit {
 public:
  Unit() = default;
  static Unit named(std::string_view word);

  const std::string& word() const;
  bool is_none() const { return word_ == nullptr; }
  friend bool operator==(Unit, Unit) = default;

 private:
  explicit Unit(const std::string* word) : word_(word) {}
  const std::string* word_ = nullptr;
};

/// What a word of measure means: a bare scale (万, %, ‰), money (万元: CNY × 10 000) or a quantity
/// (万㎡: ㎡ × 10 000).
struct Measure {
  Decimal scale = 1;
  Currency currency;
  Unit unit;

  bool is_money() const { return !currency.is_none(); }
  bool is_quantity() const { return !unit.is_none(); }
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// Reads a word such as 元 万元 亿元 千元 百万元 美元 万美元 亿美元 CNY USD 万 亿 % ‰, or one of
/// the known units (亩 公顷 平方米 ㎡ m2 公里 千米 km 米 吨 人 个 户 条 件 次 天 月 年 …) after an
/// optional 万, 亿 or 千. nullopt: not a known word.
std::optional<Measure> measure_of(std::string_view word);

/// The length in bytes of the longest known word of measure that `text` starts with; 0: none.
std::size_t measure_prefix(std::string_view text);

/// The word for money of a currency at a scale: (CNY, 10000) is 万元. "" where none is known.
std::string money_word(Currency currency, Decimal scale);

/// An amount of money in the currency's base unit (元, 美元), whatever unit it was written in.
struct Money {
  Decimal amount;
  Currency currency;
  friend bool operator==(const Money&, const Money&) = default;
};

/// A number of a unit that is no money.
struct Quantity {
  Decimal amount;
  Unit unit;
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

}  // namespace zhaoshang
