#include "reward/award_book.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "engine/base/output.h"
#include "engine/base/system_error.h"
#include "engine/base/utf8.h"
#include "engine/report/table.h"
#include "engine/table/csv_writer.h"
#include "engine/table/decode.h"
#include "engine/table/lines.h"
#include "engine/table/records.h"
#include "reward/book_diagnostics.h"
#include "workspace/publish.h"
#include "workspace/sha256.h"

namespace zhaoshang {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTable = "awarded";
constexpr const char* kNewBook = "data/awarded.csv";

/// What an entry says, in the order of the table; what it is found by another year must all be
/// there.
constexpr std::array<std::string_view, 10> kEntry{
    "award",      "subject_kind", "subject_id", "recipient_kind", "recipient_id",
    "project_id", "for_year",     "instalment", "amount",         "paid_on"};

/// What of an award the book does not hold yet; zero of one that is not paid.
Decimal not_entered(const Award& award) {
  const bool is_paid =
      award.status == Award::Status::kGranted || award.status == Award::Status::kReversed;
  const bool is_noted_only =
      award.plan != nullptr && award.plan->form->kind == AwardForm::Kind::kEntry;
  return is_paid && !is_noted_only && award.amount ? *award.amount - award.paid_before : Decimal();
}

}  // namespace

AwardBook::AwardBook(const Workspace& workspace, Diagnostics& diagnostics)
    : figures_(workspace.figures()), folder_(workspace.folder()) {
  const Plan& plan = figures_.plan();
  const TableSchema& schema = plan.table(*plan.find_table(kTable)).schema;
  const std::vector<CsvFile> files = workspace.files_of_table(kTable);
  is_new_ = files.empty();
  shown_ = is_new_ ? kNewBook : files.back().shown;
  path_ = is_new_ ? (fs::path(folder_) / kNewBook).string() : files.back().path;
  if (is_new_) {
    use_canonical_headings(schema);
  } else {
    text_ = read_file(path_);
    use_own_headings(schema, diagnostics);
  }
}

void AwardBook::use_canonical_headings(const TableSchema& schema) {
  CsvWriter writer(text_);
  for (const std::string_view name : kEntry) {
    writer.text(name);
    const ColumnSchema* const column = schema.find(name);
    columns_.push_back({fields_++, std::string(name),
                        money_word(column->measure.currency, column->measure.scale)});
  }
  writer.end_record();
}

void AwardBook::use_own_headings(TableSchema schema, Diagnostics& diagnostics) {
  if (first_invalid_utf8(text_)) {
    diagnostics.add(book_diagnostics::not_utf8(path_));
    is_usable_ = false;
    return;
  }
  // It was read as a table before: its headings are in order.
  const auto input = TextInput::open({"", path_, text_}, diagnostics);
  Record headings;
  RecordReader reader(parser_lines(input->start()));
  reader.next(headings);
  const FileLayout layout = read_headings(path_, headings, true, schema, diagnostics).value();
  fields_ = layout.fields;
  for (const FileColumn& column : layout.columns) {
    const Measure& measure = column.schema.measure;
    columns_.push_back({column.field, schema.columns[column.column].name,
                        money_word(measure.currency, measure.scale)});
  }
  for (const std::string_view name : kEntry) {
    const bool is_there = std::any_of(columns_.begin(), columns_.end(),
                                      [&](const BookColumn& each) { return each.name == name; });
    if (is_there) continue;
    diagnostics.add(book_diagnostics::no_column_for(path_, std::string(name)));
    is_usable_ = false;
  }
  const std::size_t end = text_.find('\n');
  if (end != std::string::npos && end > 0 && text_[end - 1] == '\r') line_end_ = "\r\n";
}

ReceiptBook AwardBook::before() const {
  const std::string_view held = is_new_ ? std::string_view() : std::string_view(text_);
  return {{shown_, sha256(held)}, held.size()};
}

Cell AwardBook::cell_of(const BookColumn& column, const Award& award, Decimal amount) const {
  const CalendarForm& calendar = figures_.plan().policy().calendar;
  const YearStart start{calendar.year_starts_month, calendar.year_starts_day};
  if (column.name == "award") return text_cell(award.id);
  if (column.name == "subject_kind") return text_cell(award.subject_kind);
  if (column.name == "subject_id") return text_cell(award.subject_id);
  if (column.name == "recipient_kind") return text_cell(award.recipient_kind);
  if (column.name == "recipient_id") return text_cell(award.recipient_id);
  if (column.name == "project_id") return text_cell(award.project_id);
  if (column.name == "for_year") return plain_cell(span_text(figures_.year(), start));
  if (column.name == "instalment") return text_cell(award.instalment);
  if (column.name == "amount")
    return value_cell(Money{amount, Currency::cny()}, {column.unit, std::nullopt});
  if (column.name == "paid_on") return date_cell(award.due.value_or(figures_.run().as_of));
  return {};
}

std::string AwardBook::record_of(const Award& award, Decimal amount) const {
  std::vector<Cell> cells(fields_);
  for (const BookColumn& column : columns_) cells[column.field] = cell_of(column, award, amount);
  std::string record;
  CsvWriter writer(record);
  for (const Cell& cell : cells) {
    if (cell.kind == Cell::Kind::kText) {
      writer.text(cell.text);
    } else {
      writer.plain(cell.text);
    }
  }
  return record + line_end_;
}

std::unique_ptr<BookEntry> AwardBook::prepare(const Settlement& settlement) const {
  std::string records;
  for (const Award& award : settlement.awards) {
    const Decimal amount = not_entered(award);
    if (!amount.is_zero()) records += record_of(award, amount);
  }
  if (records.empty()) return nullptr;
  const fs::path folder = fs::path(path_).parent_path();
  fs::create_directories(folder);
  FolderLock lock(folder.string());
  const bool has_changed = !is_new_ && read_file(path_) != text_;
  if (has_changed || (is_new_ && fs::exists(path_))) {
    throw SystemError({"运行期间 " + path_ + " 被改动,没有记账",
                       path_ + " was changed during the run: nothing was entered in it"});
  }
  const bool needs_line_end = !text_.empty() && text_.back() != '\n';
  return std::make_unique<BookEntry>(
      std::move(lock), FileReplacement(path_, text_ + (needs_line_end ? line_end_ : "") + records));
}

}  // namespace zhaoshang
