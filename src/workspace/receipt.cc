#include "workspace/receipt.h"

#include <algorithm>
#include <string_view>

#include "engine/base/json_text.h"
#include "engine/policy/document.h"
#include "engine/value/decimal.h"
#include "workspace/workspace_diagnostics.h"

// {
//   "schema": 1,
//   "program": "zhaoshang", "version": …, "stage": …, "period": …, "as_of": …,
//   "policy": {"path": …, "sha256": …},
//   "options": {…},
//   "inputs": [{"path", "sha256", "table", "read", "used", "rejected"}, …],
//   "outputs": [{"path", "sha256"}, …],
//   "book": {"path", "sha256", "bytes"}
// }

namespace zhaoshang {
namespace {

constexpr std::string_view kProgram = "zhaoshang";

/// Members of one object, on one line or one to a line.
class ObjectWriter {
 public:
  enum class Form { kOneLine, kLines };
  ObjectWriter(std::string& out, Form form) : out_(out), form_(form) { out_ += '{'; }

  /// Where the value of the member goes.
  std::string& key(std::string_view name) {
    if (form_ == Form::kLines) {
      out_ += first_ ? "\n  " : ",\n  ";
    } else if (!first_) {
      out_ += ", ";
    }
    first_ = false;
    append_json_string(out_, name);
    return out_ += ": ";
  }
  void text(std::string_view name, std::string_view value) { append_json_string(key(name), value); }
  void number(std::string_view name, std::uint64_t value) { key(name) += std::to_string(value); }
  void end() { out_ += form_ == Form::kLines ? "\n}" : "}"; }

 private:
  std::string& out_;
  Form form_;
  bool first_ = true;
};

constexpr auto kOneLine = ObjectWriter::Form::kOneLine;

void add_file(ObjectWriter& object, const ReceiptFile& file) {
  object.text("path", file.path);
  object.text("sha256", file.sha256);
}

/// A list of objects, one to a line.
template <class T, class Write>
void add_list(std::string& out, const std::vector<T>& items, const Write& write) {
  out += '[';
  for (const T& item : items) {
    out += &item == items.data() ? "\n    " : ",\n    ";
    ObjectWriter object(out, kOneLine);
    write(object, item);
    object.end();
  }
  out += items.empty() ? "]" : "\n  ]";
}

void sort_all(Receipt& receipt) {
  const auto by_path = [](const ReceiptFile& a, const ReceiptFile& b) { return a.path < b.path; };
  std::sort(receipt.options.begin(), receipt.options.end());
  std::stable_sort(receipt.outputs.begin(), receipt.outputs.end(), by_path);
  std::stable_sort(
      receipt.inputs.begin(), receipt.inputs.end(),
      [&](const ReceiptInput& a, const ReceiptInput& b) { return by_path(a.file, b.file); });
}

/// The members of a receipt that was written by to_json. What is not there, or no text where one
/// should be, makes the whole no receipt.
class ReceiptReader {
 public:
  explicit ReceiptReader(const PolicyNode& node) : node_(node) {}

  bool failed() const { return failed_; }
  std::string text(const PolicyNode& object, std::string_view key) {
    const PolicyNode* found = object.find(key);
    if (found == nullptr || !found->is_scalar()) {
      failed_ = true;
      return {};
    }
    return found->text;
  }
  std::uint64_t number(const PolicyNode& object, std::string_view key) {
    const auto value = Decimal::parse(text(object, key));
    const auto integer = value ? value->to_int64() : std::nullopt;
    failed_ = failed_ || !integer || *integer < 0;
    return failed_ ? 0 : static_cast<std::uint64_t>(*integer);
  }
  ReceiptFile file(const PolicyNode& object) {
    return {text(object, "path"), text(object, "sha256")};
  }
  const PolicyNode& member(std::string_view key) {
    static const PolicyNode kNone;
    const PolicyNode* found = node_.find(key);
    failed_ = failed_ || found == nullptr;
    return found == nullptr ? kNone : *found;
  }

 private:
  const PolicyNode& node_;
  bool failed_ = false;
};

}  // namespace

std::string to_json(Receipt receipt) {
  sort_all(receipt);
  std::string out;
  ObjectWriter whole(out, ObjectWriter::Form::kLines);
  whole.number("schema", 1);
  whole.text("program", kProgram);
  whole.text("version", receipt.version);
  whole.text("stage", receipt.stage);
  whole.text("period", receipt.period);
  whole.text("as_of", receipt.as_of);
  ObjectWriter policy(whole.key("policy"), kOneLine);
  add_file(policy, receipt.policy);
  policy.end();
  ObjectWriter options(whole.key("options"), kOneLine);
  for (const auto& [name, value] : receipt.options) options.text(name, value);
  options.end();
  add_list(whole.key("inputs"), receipt.inputs,
           [](ObjectWriter& object, const ReceiptInput& input) {
             add_file(object, input.file);
             object.text("table", input.table);
             object.number("read", input.rows.read);
             object.number("used", input.rows.used);
             object.number("rejected", input.rows.rejected);
           });
  add_list(whole.key("outputs"), receipt.outputs, add_file);
  if (receipt.book) {
    ObjectWriter book(whole.key("book"), kOneLine);
    add_file(book, receipt.book->file);
    book.number("bytes", receipt.book->bytes);
    book.end();
  }
  whole.end();
  return out += '\n';
}

std::optional<Receipt> read_receipt(const SourceFile& file, Diagnostics& diagnostics) {
  Place place;
  place.path = file.path();
  Diagnostics faults;
  const std::optional<PolicyNode> root = load_document(file, faults);  // JSON is YAML
  if (!root || faults.has_errors() || !root->is_map()) {
    diagnostics.add(workspace_fault::bad_receipt(place));
    return std::nullopt;
  }
  ReceiptReader reader(*root);
  Receipt receipt;
  const bool is_ours =
      reader.text(*root, "schema") == "1" && reader.text(*root, "program") == kProgram;
  receipt.version = reader.text(*root, "version");
  receipt.stage = reader.text(*root, "stage");
  receipt.period = reader.text(*root, "period");
  receipt.as_of = reader.text(*root, "as_of");
  receipt.policy = reader.file(reader.member("policy"));
  for (const PolicyNode::Entry& each : reader.member("options").entries()) {
    receipt.options.emplace_back(each.key, each.value.text);
  }
  for (const PolicyNode& each : reader.member("inputs").items()) {
    receipt.inputs.push_back({reader.file(each),
                              reader.text(each, "table"),
                              {reader.number(each, "read"), reader.number(each, "used"),
                               reader.number(each, "rejected")}});
  }
  for (const PolicyNode& each : reader.member("outputs").items()) {
    receipt.outputs.push_back(reader.file(each));
  }
  if (const PolicyNode* book = root->find("book")) {
    receipt.book = ReceiptBook{reader.file(*book), reader.number(*book, "bytes")};
  }
  if (!is_ours || reader.failed()) {
    diagnostics.add(workspace_fault::bad_receipt(place));
    return std::nullopt;
  }
  return receipt;
}

}  // namespace zhaoshang
