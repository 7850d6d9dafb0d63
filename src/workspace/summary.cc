#include "workspace/summary.h"

#include <array>

#include <fmt/format.h>

namespace zhaoshang {
namespace {

struct Rows {
  std::string table;
  ReadCounts counts;
};

std::vector<Rows> rows_by_table(const std::vector<FileReading>& readings) {
  std::vector<Rows> tables;
  for (const FileReading& reading : readings) {
    if (tables.empty() || tables.back().table != reading.table)
      tables.push_back({reading.table, {}});
    ReadCounts& counts = tables.back().counts;
    counts.read += reading.counts.read;
    counts.used += reading.counts.used;
    counts.rejected += reading.counts.rejected;
  }
  return tables;
}

Message rows_read(const std::vector<FileReading>& readings) {
  std::string tables;
  std::uint64_t read = 0;
  std::uint64_t rejected = 0;
  for (const Rows& rows : rows_by_table(readings)) {
    tables += fmt::format("{}{} {}", tables.empty() ? "" : ", ", rows.table, rows.counts.read);
    read += rows.counts.read;
    rejected += rows.counts.rejected;
  }
  Message message{fmt::format("读取 {} 行", read), fmt::format("{} rows read", read)};
  if (!tables.empty()) {
    message.zh += fmt::format("({})", tables);
    message.en += fmt::format(" ({})", tables);
  }
  if (rejected > 0) {
    message.zh += fmt::format(",剔除 {} 行", rejected);
    message.en += fmt::format(", {} rejected", rejected);
  }
  return message;
}

Message findings_by_severity(const std::vector<Finding>& findings) {
  std::array<std::size_t, 3> counts{};
  std::size_t pending = 0;
  for (const Finding& finding : findings) {
    if (finding.status == Finding::Status::kPending) {
      ++pending;
    } else {
      ++counts[static_cast<std::size_t>(finding.severity)];
    }
  }
  return {fmt::format("核查结果:错误 {},警告 {},提示 {},未到期 {}", counts[0], counts[1], counts[2],
                      pending),
          fmt::format("findings: {} errors, {} warnings, {} notes, {} pending", counts[0],
                      counts[1], counts[2], pending)};
}

}  // namespace

std::string file_list(const std::vector<FileReading>& readings, const std::string& folder,
                      const std::vector<ResultFile>& files, Language language) {
  std::string text;
  for (const FileReading& reading : readings) {
    const Message line{fmt::format("读 {}:{} 行\n", reading.file.name(), reading.counts.read),
                       fmt::format("read {}: {} rows\n", reading.file.name(), reading.counts.read)};
    text += line.in(language);
  }
  for (const ResultFile& file : files) {
    const Message line{fmt::format("写 {}/{}\n", folder, file.name),
                       fmt::format("wrote {}/{}\n", folder, file.name)};
    text += line.in(language);
  }
  return text;
}

std::string summary(const std::vector<FileReading>& readings, const std::vector<Finding>& findings,
                    const std::string& written_to, std::size_t files, Language language) {
  const Message written{fmt::format("写入 {} 个文件:{}", files, written_to),
                        fmt::format("{} files written to {}", files, written_to)};
  std::string text =
      rows_read(readings).in(language) + "\n" + findings_by_severity(findings).in(language) + "\n";
  if (files > 0) text += written.in(language) + "\n";
  return text;
}

}  // namespace zhaoshang
