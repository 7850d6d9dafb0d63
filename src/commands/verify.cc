#include "commands/verify.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "commands/stages.h"
#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/base/source.h"
#include "engine/base/temporary_folder.h"
#include "engine/report/report_csv.h"
#include "engine/report/report_json.h"
#include "engine/report/report_markdown.h"
#include "version.h"
#include "workspace/locate.h"
#include "workspace/paper_files.h"
#include "workspace/receipt.h"
#include "workspace/sha256.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

/// Something that is not as the receipt says.
struct Difference {
  std::string_view kind;  // "policy" "input" "output" "result" "version" "receipt"
  std::string path;
  std::string_view status;  // "changed" "missing" "added" "differs"
};

/// A file for the time of the run.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text) {
    Output out = Output::file(path());
    out.write(text);
    out.close();
  }
  std::string path() const { return folder_.path("book.csv"); }

 private:
  TemporaryFolder folder_;
};

/// The folder above a receipt that has a zhaoshang.yaml; none: the one named by -C.
std::string workspace_of(const std::string& receipt, const std::string& otherwise) {
  fs::path folder = fs::absolute(receipt).lexically_normal().parent_path();
  while (true) {
    if (fs::exists(folder / "zhaoshang.yaml"))
      return fs::relative(folder).lexically_normal().string();
    if (folder == folder.root_path()) return otherwise;
    folder = folder.parent_path();
  }
}

class Verification {
 public:
  Verification(const Options& options, const SourceFile& file, Receipt receipt,
               Diagnostics& diagnostics)
      : options_(options),
        file_(file),
        receipt_(std::move(receipt)),
        folder_(workspace_of(*options.receipt, options.folder)),
        diagnostics_(diagnostics) {}

  /// The exit code of what can be said; the differences are then complete.
  int run() {
    if (receipt_.version != kVersion)
      differences_.push_back({"version", receipt_.version, "changed"});
    check("policy", folder_, receipt_.policy);
    for (const ReceiptInput& input : receipt_.inputs) check_input(input.file);
    const std::string results = fs::path(*options_.receipt).parent_path().string();
    for (const ReceiptFile& output : receipt_.outputs) check("output", results, output);
    return work_out_again();
  }

  const std::vector<Difference>& differences() const { return differences_; }
  const Receipt& receipt() const { return receipt_; }

 private:
  void check(std::string_view kind, const std::string& folder, const ReceiptFile& file,
             std::optional<std::uint64_t> bytes = {}) {
    const std::string path = path_below(folder, file.path);
    if (!fs::exists(path)) {
      differences_.push_back({kind, file.path, "missing"});
    } else if (sha256_of_file(path, bytes) != file.sha256) {
      differences_.push_back({kind, file.path, "changed"});
    }
  }

  bool is_book(const ReceiptFile& file) const {
    return receipt_.book && receipt_.book->file.path == file.path;
  }

  /// The book of awards has grown since: what it held then is its beginning.
  void check_input(const ReceiptFile& file) {
    check("input", folder_, file,
          is_book(file) ? std::optional(receipt_.book->bytes) : std::nullopt);
  }

  int work_out_again() {
    Options again;
    again.folder = folder_;
    again.policy = path_below(folder_, receipt_.policy.path);
    again.period = receipt_.period;
    again.as_of = Date::parse_iso(receipt_.as_of);
    again.threads = options_.threads;
    again.style = options_.style;
    for (const auto& [name, value] : receipt_.options) {
      if (name == "lang")
        again.results_language = value == "zh" ? Language::kChinese : Language::kEnglish;
      if (name == "format")
        again.format = value == "md" ? TableFormat::kMarkdown : TableFormat::kJson;
      if (name == "excel") again.excel = true;
      if (name == "to") read_papers(value, again.to);
      if (name == "reject") again.reject = "";
    }
    std::optional<TemporaryFile> book;
    if (receipt_.book && fs::exists(path_below(folder_, receipt_.book->file.path))) {
      const std::string text = read_file(path_below(folder_, receipt_.book->file.path));
      book.emplace(std::string_view(text).substr(0, receipt_.book->bytes));
      again.stand_in = StandIn{receipt_.book->file.path, book->path()};
    }
    Workspace workspace(again, diagnostics_, Workspace::Keeps::kInputs);
    if (!workspace.is_open()) return workspace.exit_code();
    const std::vector<StageResult> results = stage_results(receipt_.stage, workspace);
    if (workspace.has_unusable_rows()) return exit_code::kBadData;
    const std::vector<ResultFile> files = workspace.files_of(receipt_.stage, results);
    hold_against(files);
    hold_against(workspace.receipt_of(receipt_.stage, files));
    if (differences_.empty()) check_receipt(workspace.receipt_of(receipt_.stage, files));
    return differences_.empty() ? exit_code::kDone : exit_code::kNegative;
  }

  void hold_against(const std::vector<ResultFile>& files) {
    for (const ReceiptFile& output : receipt_.outputs) {
      const auto made = std::find_if(files.begin(), files.end(), [&](const ResultFile& file) {
        return file.name == output.path;
      });
      if (made == files.end()) {
        differences_.push_back({"result", output.path, "missing"});
      } else if (sha256(made->text) != output.sha256) {
        differences_.push_back({"result", output.path, "differs"});
      }
    }
  }

  /// Files that were not read then.
  void hold_against(const Receipt& now) {
    std::set<std::string> before;
    for (const ReceiptInput& input : receipt_.inputs) before.insert(input.file.path);
    for (const ReceiptInput& input : now.inputs) {
      if (!is_book(input.file) && !before.contains(input.file.path))
        differences_.push_back({"input", input.file.path, "added"});
    }
  }

  /// What it says besides files, the counts of rows, and how it says it.
  void check_receipt(Receipt now) {
    now.policy.path = receipt_.policy.path;
    now.outputs = receipt_.outputs;
    now.book = receipt_.book;
    if (to_json(std::move(now)) != file_.text())
      differences_.push_back({"receipt", fs::path(file_.path()).filename().string(), "changed"});
  }

  const Options& options_;
  const SourceFile& file_;
  Receipt receipt_;
  std::string folder_;
  Diagnostics& diagnostics_;
  std::vector<Difference> differences_;
};

Message said(const Difference& each) {
  const auto word = [](std::string_view status) -> Message {
    if (status == "changed") return {"已改动", "changed"};
    if (status == "missing") return {"不见了", "is missing"};
    if (status == "added") return {"当时没有", "was not there then"};
    return {"重算的结果不同", "comes out differently now"};
  };
  const auto kind = [](std::string_view of) -> Message {
    if (of == "policy") return {"政策", "policy"};
    if (of == "input") return {"输入", "input"};
    if (of == "output") return {"结果文件", "result file"};
    if (of == "result") return {"重算", "worked out again"};
    if (of == "receipt") return {"回执", "receipt"};
    return {"程序版本", "version"};
  };
  const Message status = word(each.status), name = kind(each.kind);
  return {fmt::format("{} {}:{}\n", name.zh, each.path, status.zh),
          fmt::format("{} {}: {}\n", name.en, each.path, status.en)};
}

std::string rendered(const Verification& verification, const Options& options) {
  const Language language = options.style.language;
  if (!options.format) {
    std::string text;
    for (const Difference& each : verification.differences()) text += said(each).in(language);
    if (text.empty()) {
      const Receipt& receipt = verification.receipt();
      const Message all{fmt::format("与回执相符:{} 个输入,{} 个结果\n", receipt.inputs.size(),
                                    receipt.outputs.size()),
                        fmt::format("as the receipt says: {} inputs, {} results\n",
                                    receipt.inputs.size(), receipt.outputs.size())};
      text = all.in(language);
    }
    return text;
  }
  ReportTable table;
  table.name = "differences";
  table.columns = {{"kind", "类别"}, {"path", "文件"}, {"status", "情况"}};
  for (const Difference& each : verification.differences())
    table.rows.push_back({plain_cell(std::string(each.kind)), text_cell(each.path),
                          plain_cell(std::string(each.status))});
  switch (*options.format) {
    case TableFormat::kCsv: return to_csv(table, Headings::kNames);
    case TableFormat::kMarkdown: return to_markdown(table, Headings::kNames);
    case TableFormat::kJson: return to_json({table});
  }
  return {};
}

}  // namespace

int run_verify(const Options& options, Diagnostics& diagnostics) {
  const SourceFile file(*options.receipt, read_document(*options.receipt));
  auto receipt = read_receipt(file, diagnostics);
  if (!receipt) return exit_code::kBadPolicy;
  Verification verification(options, file, std::move(*receipt), diagnostics);
  const int code = verification.run();
  Output output = Output::standard();
  output.write(rendered(verification, options));
  output.close();
  return code;
}

}  // namespace zhaoshang
