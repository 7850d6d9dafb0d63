// A text for people, in Chinese and in English side by side, so that a missing translation does not
// compile.
#pragma once

#include <string>

namespace zhaoshang {

enum class Language { kChinese, kEnglish };

/// One thing said in both languages of the interface.
struct Message {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const {
    return language == Language::kChinese ? zh : en;
  }
  bool empty() const { return zh.empty() && en.empty(); }
};

}  // namespace zhaoshang
