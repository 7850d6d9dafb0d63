// A picture that stands beside a Markdown text.
#pragma once

#include <string>

namespace zhaoshang {

/// 插图
struct Picture {
  std::string name;  // of its file, as the text refers to it
  std::string svg;

  friend bool operator==(const Picture&, const Picture&) = default;
};

}  // namespace zhaoshang
