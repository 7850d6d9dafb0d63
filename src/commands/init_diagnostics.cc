#include "commands/init_diagnostics.h"

#include <fmt/format.h>

#include "engine/base/utf8.h"

namespace zhaoshang::init_fault {

Diagnostic already_there(std::string_view path) {
  const std::string shown = visible(path);
  return {Severity::kError,
          "already-there",
          {},
          {fmt::format("{} 已经存在,什么也没有写", shown),
           fmt::format("{} is there already; nothing is written", shown)},
          {"换一个新文件夹", "name a new folder"},
          {}};
}

}  // namespace zhaoshang::init_fault
