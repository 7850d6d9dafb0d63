// The table of words of measure. A word is a scale, a base (currency or unit), or a scale before a
// base; some bases have several spellings, of which the first is the one printed.
#include "engine/value/unit.h"

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <set>

namespace zhaoshang {

namespace {

/// A power of ten that stands before a base or alone.
struct ScaleWord {
  std::string_view word;
  int exponent;
  bool takes_base;
};

constexpr std::array kScaleWords = std::to_array<ScaleWord>({
    {"百", 2, true},
    {"千", 3, true},
    {"万", 4, true},
    {"十万", 5, true},
    {"百万", 6, true},
    {"千万", 7, true},
    {"亿", 8, true},
    {"十亿", 9, true},
    {"百亿", 10, true},
    {"千亿", 11, true},
    {"万亿", 12, true},
    {"%", -2, false},
    {"％", -2, false},
    {"‰", -3, false},
});

struct CurrencyWord {
  std::string_view code;
  std::string_view word;
};

/// The first word of a code is the one printed.
constexpr std::array kCurrencyWords = std::to_array<CurrencyWord>({
    {"CNY", "元"},   {"CNY", "人民币"}, {"CNY", "元人民币"}, {"CNY", "人民币元"},
    {"USD", "美元"}, {"USD", "美金"},   {"EUR", "欧元"},     {"JPY", "日元"},
    {"HKD", "港元"}, {"HKD", "港币"},   {"MOP", "澳门元"},   {"TWD", "新台币"},
    {"TWD", "台币"}, {"GBP", "英镑"},   {"KRW", "韩元"},     {"SGD", "新加坡元"},
    {"AUD", "澳元"}, {"CAD", "加元"},   {"CHF", "瑞士法郎"}, {"RUB", "卢布"},
    {"THB", "泰铢"}, {"MYR", "林吉特"}, {"VND", "越南盾"},   {"NZD", "新西兰元"},
});

struct UnitWord {
  std::string_view word;
  std::string_view unit;  // the word it counts as
};

constexpr std::array kUnitWords = std::to_array<UnitWord>({
    // areas
    {"亩", "亩"},
    {"公顷", "公顷"},
    {"平方米", "平方米"},
    {"㎡", "平方米"},
    {"m²", "平方米"},
    {"m2", "平方米"},
    {"平方公里", "平方公里"},
    {"平方千米", "平方公里"},
    {"km²", "平方公里"},
    {"km2", "平方公里"},
    // lengths, volumes, weights
    {"公里", "公里"},
    {"千米", "公里"},
    {"km", "公里"},
    {"米", "米"},
    {"m", "米"},
    {"立方米", "立方米"},
    {"m³", "立方米"},
    {"m3", "立方米"},
    {"吨", "吨"},
    {"t", "吨"},
    {"公斤", "公斤"},
    {"千克", "公斤"},
    {"kg", "公斤"},
    // power
    {"千瓦", "千瓦"},
    {"kW", "千瓦"},
    {"千瓦时", "千瓦时"},
    {"kWh", "千瓦时"},
    // people and things
    {"人", "人"},
    {"人次", "人次"},
    {"名", "名"},
    {"位", "位"},
    {"个", "个"},
    {"户", "户"},
    {"家", "家"},
    {"条", "条"},
    {"件", "件"},
    {"项", "项"},
    {"次", "次"},
    {"场", "场"},
    {"批", "批"},
    {"批次", "批次"},
    {"份", "份"},
    {"篇", "篇"},
    {"期", "期"},
    {"处", "处"},
    {"台", "台"},
    {"辆", "辆"},
    {"套", "套"},
    {"间", "间"},
    {"层", "层"},
    {"栋", "栋"},
    {"座", "座"},
    {"所", "所"},
    {"班", "班"},
    {"倍", "倍"},
    {"分", "分"},
    {"个百分点", "百分点"},
    {"百分点", "百分点"},
    // times
    {"天", "天"},
    {"日", "天"},
    {"周", "周"},
    {"月", "月"},
    {"个月", "月"},
    {"季度", "季度"},
    {"个季度", "季度"},
    {"年", "年"},
    {"小时", "小时"},
    {"个小时", "小时"},
    {"分钟", "分钟"},
});

const ScaleWord* find_scale(std::string_view word) {
  const auto* found = std::find_if(kScaleWords.begin(), kScaleWords.end(),
                                   [word](const ScaleWord& s) { return s.word == word; });
  return found == kScaleWords.end() ? nullptr : found;
}

/// A currency or a unit, at scale 1.
std::optional<Measure> base_of(std::string_view word) {
  for (const CurrencyWord& entry : kCurrencyWords) {
    if (entry.word == word || entry.code == word) {
      return Measure{1, Currency::from_code(entry.code).value(), {}};
    }
  }
  for (const UnitWord& entry : kUnitWords) {
    if (entry.word == word) return Measure{1, {}, Unit::named(entry.unit)};
  }
  return std::nullopt;
}

bool is_ascii_word(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// The longest base that `text` starts with. A base in letters must end where the letters end: `5m`
/// is no `5months`.
std::size_t base_prefix(std::string_view text) {
  std::size_t longest = 0;
  const auto consider = [&](std::string_view word) {
    if (word.size() <= longest || !text.starts_with(word)) return;
    const bool runs_on =
        is_ascii_word(word.back()) && word.size() < text.size() && is_ascii_word(text[word.size()]);
    if (!runs_on) longest = word.size();
  };
  for (const CurrencyWord& entry : kCurrencyWords) {
    consider(entry.word);
    consider(entry.code);
  }
  for (const UnitWord& entry : kUnitWords) consider(entry.word);
  return longest;
}

std::string_view canonical_unit(std::string_view word) {
  for (const UnitWord& entry : kUnitWords) {
    if (entry.word == word) return entry.unit;
  }
  return word;
}

}  // namespace

std::optional<Currency> Currency::from_code(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  std::uint32_t bits = 0;
  for (const char c : code) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    bits = (bits << 8U) | static_cast<std::uint32_t>(c);
  }
  return Currency(bits);
}

Currency Currency::cny() { return from_code("CNY").value(); }
Currency Currency::usd() { return from_code("USD").value(); }

std::string Currency::code() const {
  if (is_none()) return "";
  return {static_cast<char>(code_ >> 16U), static_cast<char>((code_ >> 8U) & 0xFFU),
          static_cast<char>(code_ & 0xFFU)};
}

std::string Currency::word() const {
  const std::string letters = code();
  for (const CurrencyWord& entry : kCurrencyWords) {
    if (entry.code == letters) return std::string(entry.word);
  }
  return letters;
}

Unit Unit::named(std::string_view word) {
  if (word.empty()) return {};
  // Nodes of a set stay where they are, so a unit may keep the address; units are made while
  // columns are read, by several threads.
  static std::mutex mutex;
  static std::set<std::string, std::less<>> words;
  const std::string_view name = canonical_unit(word);
  const std::lock_guard lock(mutex);
  auto found = words.find(name);
  if (found == words.end()) found = words.emplace(name).first;
  return Unit(&*found);
}

const std::string& Unit::word() const {
  static const std::string kNone;
  return word_ == nullptr ? kNone : *word_;
}

std::optional<Measure> measure_of(std::string_view word) {
  if (const std::optional<Measure> base = base_of(word)) return base;
  if (const ScaleWord* scale = find_scale(word))
    return Measure{Decimal::scaled(1, scale->exponent), {}, {}};
  for (const ScaleWord& scale : kScaleWords) {
    if (!scale.takes_base || !word.starts_with(scale.word)) continue;
    if (std::optional<Measure> base = base_of(word.substr(scale.word.size()))) {
      base->scale = Decimal::scaled(1, scale.exponent);
      return base;
    }
  }
  return std::nullopt;
}

std::size_t measure_prefix(std::string_view text) {
  std::size_t longest = base_prefix(text);
  for (const ScaleWord& scale : kScaleWords) {
    if (!text.starts_with(scale.word)) continue;
    const std::size_t base = scale.takes_base ? base_prefix(text.substr(scale.word.size())) : 0;
    longest = std::max(longest, scale.word.size() + base);
  }
  return longest;
}

std::string money_word(Currency currency, Decimal scale) {
  if (currency.is_none()) return "";
  if (scale == Decimal(1)) return currency.word();
  for (const ScaleWord& entry : kScaleWords) {
    if (entry.takes_base && Decimal::scaled(1, entry.exponent) == scale) {
      return std::string(entry.word) + currency.word();
    }
  }
  return "";
}

}  // namespace zhaoshang
