// The receipt of a run: which bytes went in and which came out, so that it can be run again and
// compared. In: what the run knows. Out: JSON, sorted, without a clock; and back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/table/csv_reader.h"

namespace zhaoshang {

/// A file by its path (relative to the workspace) and its bytes.
struct ReceiptFile {
  std::string path;
  std::string sha256;
  friend bool operator==(const ReceiptFile&, const ReceiptFile&) = default;
};

/// A CSV file that was read.
struct ReceiptInput {
  ReceiptFile file;
  std::string table;
  ReadCounts rows;
};

/// awarded.csv before a run that enters what it granted: it read only these first bytes.
struct ReceiptBook {
  ReceiptFile file;
  std::uint64_t bytes = 0;
};

/// 回执: one run.
struct Receipt {
  std::string version;  // of the programme
  std::string stage;    // "reward", or "run"
  std::string period;   // canonical
  std::string as_of;    // ISO 8601
  ReceiptFile policy;
  std::vector<std::pair<std::string, std::string>> options;  // those that change the bytes
  std::vector<ReceiptInput> inputs;
  std::vector<ReceiptFile> outputs;
  std::optional<ReceiptBook> book;
};

/// One JSON object, two spaces deep, lists sorted by path, a final newline.
std::string to_json(Receipt receipt);
/// nullopt after a diagnostic: no receipt, or of another schema.
std::optional<Receipt> read_receipt(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace zhaoshang
