#include "engine/report/report_docx.h"

#include <cstdint>

#include "engine/base/output.h"
#include "engine/base/process.h"
#include "engine/base/system_error.h"
#include "engine/base/temporary_folder.h"

namespace zhaoshang {
namespace {

constexpr std::string_view kReference = "reference.docx";
constexpr std::string_view kLayout = "reference_layout.lua";
constexpr std::int64_t kSecondsInDay = 86400;

void write(const std::string& path, std::string_view text) {
  Output out = Output::file(path);
  out.write(text);
  out.close();
}

void run(const std::vector<std::string>& command,
         const std::vector<std::pair<std::string, std::string>>& set) {
  const ProcessEnd end = run_program(command, set);
  if (end.ok) return;
  throw SystemError(
      {command.front() + " 没有成功:" + end.errors, command.front() + " failed: " + end.errors});
}

/// As pixels, twice as fine as they are on a screen; the name without its ending stays.
void convert(const Picture& picture, const TemporaryFolder& folder) {
  const std::string svg = folder.path(picture.name);
  write(svg, picture.svg);
  const std::string png = svg.substr(0, svg.rfind('.')) + ".png";
  run({std::string(kChartConverter), "--zoom=2", "--output=" + png, svg}, {});
}

}  // namespace

std::string to_docx(const std::string& markdown, const std::vector<Picture>& pictures, Date day) {
  const TemporaryFolder folder;
  const auto path = [&](std::string_view name) { return folder.path(std::string(name)); };
  for (const std::string_view name : {kReference, kLayout})
    write(path(name), reference_document_file(name));
  write(path("notice.md"), markdown);
  const bool has_charts = !pictures.empty() && has_program(kChartConverter);
  if (has_charts) {
    for (const Picture& picture : pictures) convert(picture, folder);
  }
  std::vector<std::string> command{
      std::string(kDocxMaker), "--from=commonmark+pipe_tables", "--to=docx",
      "--shift-heading-level-by=-1", "--reference-doc=" + path(kReference),
      "--lua-filter=" + path(kLayout), "--resource-path=" + folder.path(),
      // What a user has of his own must not change the bytes.
      "--data-dir=" + path("none"), "--output=" + path("notice.docx"), path("notice.md")};
  if (has_charts) command.insert(command.end() - 1, "--metadata=charts:true");
  run(command,
      {{"SOURCE_DATE_EPOCH", std::to_string(day.days() * kSecondsInDay)}, {"LC_ALL", "C.UTF-8"}});
  return read_file(path("notice.docx"));
}

}  // namespace zhaoshang
