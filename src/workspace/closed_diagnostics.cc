#include "workspace/closed_diagnostics.h"

#include <utility>

#include <fmt/format.h>

namespace zhaoshang::closed_diagnostics {
namespace {

Diagnostic error(const char* slug, Place place, Message text, Message help) {
  return {Severity::kError, slug, std::move(place), std::move(text), std::move(help), {}};
}

Diagnostic moved(Place place, Message text) {
  return error("moved-since-close", std::move(place), std::move(text),
               {"改回去,或用 adjustments.csv 写明更正",
                "change it back, or write the correction in adjustments.csv"});
}

Place whole(const std::string& path) {
  Place place;
  place.path = path;
  return place;
}

}  // namespace

Diagnostic would_change(const std::string& period, const std::vector<std::string>& files,
                        const std::string& kept) {
  const std::string all = fmt::format("{}", fmt::join(files, ", "));
  return error(
      "period-closed", {},
      {fmt::format("{} 已封账,这次运行会改动 {};什么也没有写", period, all),
       fmt::format("{} is closed and this run would change {}: nothing was written", period, all)},
      {fmt::format("确需改动,先删去 {}", kept),
       fmt::format("if it must change, take away {} first", kept)});
}

Diagnostic closed_before(const std::string& period, const std::string& kept) {
  return error("already-closed", {},
               {fmt::format("{} 已经封账", period), fmt::format("{} is closed already", period)},
               {fmt::format("要重新封账,先删去 {}", kept),
                fmt::format("to close it anew, take away {} first", kept)});
}

Diagnostic moved_line(Place place) {
  return moved(std::move(place), {"封账以后新增或改动的一行",
                                  "a line that is new or changed since the period was closed"});
}

Diagnostic more_lines(const std::string& path, std::size_t count) {
  return moved(
      whole(path),
      {fmt::format("还有 {} 行是封账以后新增或改动的", count),
       fmt::format("{} more lines are new or changed since the period was closed", count)});
}

Diagnostic lines_gone(const std::string& path, std::size_t count) {
  return moved(
      whole(path),
      {fmt::format("封账时的 {} 行没有了", count),
       fmt::format("lines that were there when the period was closed and are gone: {}", count)});
}

Diagnostic file_changed(const std::string& path) {
  return moved(whole(path),
               {"封账以后改动的文件", "a file that changed since the period was closed"});
}

Diagnostic file_came(const std::string& path) {
  return moved(whole(path),
               {"封账时没有的文件", "a file that was not there when the period was closed"});
}

Diagnostic file_gone(const std::string& path) {
  return moved(whole(path), {"封账时有、现在没有的文件",
                             "a file that was there when the period was closed and is gone"});
}

Diagnostic policy_moved(const std::string& path) {
  return moved(whole(path),
               {"封账以后改动的政策", "a policy that changed since the period was closed"});
}

Diagnostic other_day(const std::string& then, const std::string& now) {
  return moved({}, {fmt::format("封账时截至 {},这次截至 {}", then, now),
                    fmt::format("it was closed as of {}; this run is as of {}", then, now)});
}

}  // namespace zhaoshang::closed_diagnostics
