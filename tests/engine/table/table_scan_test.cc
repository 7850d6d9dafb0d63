// Files read by several threads are the files that CsvReader reads: the same rows, or none.
#include "engine/table/table_scan.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "engine/table/marks.h"
#include "engine/table/reading.h"
#include "engine/table/scan_column.h"
#include "engine/table/text_check.h"
#include "support/temp_folder.h"

namespace zhaoshang {
namespace {

TableSchema schema_of_days() {
  ColumnSchema id = column_of("member_id", CellKind::kId, {"人员编号"});
  id.missing = Missing::kFault;
  ColumnSchema days = column_of("days", CellKind::kInteger);
  days.missing = Missing::kDefault;
  days.missing_value = Decimal(7);
  return table_of({id, column_of("date", CellKind::kDate), column_of("status", CellKind::kText),
                   measured_column("paid", CellKind::kMoney, "万元"), days});
}

struct Scanned {
  ScanEnd end = ScanEnd::kDone;
  std::size_t parts = 0;
  std::vector<std::string> rows;  // as FEEL, in the order of parts
  std::vector<std::uint64_t> counts;
};

Scanned scan(const TableSchema& schema, const std::vector<CsvFile>& files, ScanOptions options) {
  if (options.wanted.empty()) options.wanted.assign(schema.columns.size(), true);
  Scanned made;
  TableScan scan(schema, files, std::move(options));
  made.parts = scan.parts();
  made.end = ScanEnd::kNotPlain;
  if (!scan.is_plain()) return made;
  std::vector<std::vector<std::string>> by_part(scan.parts());
  made.end = scan.run([&](const ScanBatch& batch) {
    for (std::size_t row = 0; row < batch.rows.rows; ++row) {
      std::string text;
      for (const Column& column : batch.rows.columns) text += to_feel(column.at(row)) + "|";
      by_part[batch.part].push_back(text);
    }
    return true;
  });
  for (const auto& part : by_part) made.rows.insert(made.rows.end(), part.begin(), part.end());
  made.counts = scan.rows();
  return made;
}

Scanned scan_text(const std::string& text, ScanOptions options = {}) {
  const TempFolder folder;
  const std::string path = folder.write("t.csv", text);
  return scan(schema_of_days(), {{path, "t.csv", std::nullopt}}, std::move(options));
}

ScanOptions small(unsigned threads, std::size_t part, std::size_t block) {
  ScanOptions options;
  options.threads = threads;
  options.sizes = {part, block};
  return options;
}

TEST_CASE("rows as they are, whatever stands between them") {
  const Scanned scanned = scan_text(
      "\xEF\xBB\xBF人员编号,date,城市,status,paid,days\r\n"
      "M1,2022-04-06,苏州,在岗,1200,3\r\n"
      "\r\n"
      "M2,2022/4/7,\"苏\n州\",\" 出差 \",\"1,200.5\",\r\n"
      ",,,,,\n"
      "M3,,杭州,,,4,,\n"
      "'=1,2022-04-08,,休假,-3万元,5");
  CHECK(scanned.end == ScanEnd::kDone);
  CHECK(scanned.counts == std::vector<std::uint64_t>{4});
  CHECK(scanned.rows == Strings{"\"M1\"|@\"2022-04-06\"|\"在岗\"|12000000元|3|",
                                "\"M2\"|@\"2022-04-07\"|\"出差\"|12005000元|7|",
                                "\"M3\"|null|null|null|4|",
                                "\"=1\"|@\"2022-04-08\"|\"休假\"|-30000元|5|"});
}

TEST_CASE("an empty line is no row of a single column, however lines end") {
  for (const char* text : {"城市\n\n苏州\n", "城市\r\n\r\n苏州\r\n", "城市\n \r\n苏州"}) {
    ScanOptions options;
    options.may_lack_columns = true;
    const Scanned scanned = scan_text(text, options);
    CHECK(scanned.end == ScanEnd::kDone);
    CHECK(scanned.counts == std::vector<std::uint64_t>{1});
  }
}

TEST_CASE("what CsvReader has something to say of is left to it") {
  const std::string head = "member_id,date,status,paid,days\n";
  for (const char* text :
       {"M1,2022-02-30,在岗,1,1\n", "M1,44657,在岗,1,1\n", "M1,2022-04-06,在岗,一,1\n",
        ",2022-04-06,在岗,1,1\n", "M1,2022-04-06,在岗,1\n", "M1,2022-04-06,在岗,1,1,x\n",
        "M1,2022-04-06,\"在\"岗,1,1\n", "M1,2022-04-06,\"在岗,1,1\n",
        "M1,2022-04-06,\xD4\xDA,1,1\n", "M1,2022-04-06,a\rb,1,1\n",
        "1.23E+17,2022-04-06,在岗,1,1\n"}) {
    CAPTURE(text);
    CHECK(scan_text(head + text).end != ScanEnd::kDone);
  }
  CHECK(scan_text("date,status\n2022-04-06,在岗\n").end == ScanEnd::kNotPlain);
  CHECK(scan_text(head + std::string("M1,2022-04-06,a\0b,1,1\n", 22)).end == ScanEnd::kNotPlain);
  CHECK(scan_text("").end == ScanEnd::kNotPlain);
}

TEST_CASE("headings may end with the last byte that they are looked for in") {
  const std::string heading = "\xEF\xBB\xBFmember_id,date,status,paid,days,";
  const std::string unknown(262'144 - 1 - heading.size(), 'x');
  const Scanned found = scan_text(heading + unknown + "\nM1,2022-04-06,在岗,1,2,y\n");
  CHECK(found.end == ScanEnd::kDone);
  CHECK(found.counts == std::vector<std::uint64_t>{1});
}

TEST_CASE("faults of a column that nobody wants are found as well") {
  ScanOptions options;
  options.wanted = {true, false, false, false, false};
  const std::string head = "member_id,date,status,paid,days\n";
  const Scanned good = scan_text(head + "M1,2022-04-06,在岗,1,1\n", options);
  CHECK(good.rows == Strings{"\"M1\"|null|null|null|null|"});
  CHECK(scan_text(head + "M1,2022-02-30,在岗,1,1\n", options).end == ScanEnd::kNotPlain);
}

TEST_CASE("a part that would begin within quotes is said to") {
  std::string text = "member_id,date,status,paid,days\n";
  for (int i = 0; i < 40; ++i) text += "M1,2022-04-06,\"在\n岗\n\n\n，\n\",1,1\n";
  const Scanned cut = scan_text(text, small(4, 64, 64));
  CHECK(cut.end == ScanEnd::kCutWithinQuotes);
  ScanOptions whole = small(4, 64, 64);
  whole.in_one_part = true;
  const Scanned scanned = scan_text(text, whole);
  CHECK(scanned.end == ScanEnd::kDone);
  CHECK(scanned.rows.size() == 40);
  CHECK(scanned.counts == std::vector<std::uint64_t>{40});
}

TEST_CASE("each byte is observed once and in order, even by a scan that gives up") {
  const TempFolder folder;
  const std::string text = "member_id,date\nM1,2022-04-06\nM2,2022-13-06\n";
  const std::vector<CsvFile> files{{folder.write("a.csv", text), "a.csv", std::nullopt},
                                   {folder.write("b.csv", text), "b.csv", std::nullopt}};
  for (const unsigned threads : {1U, 3U}) {
    std::vector<std::string> seen(2);
    ScanOptions options = small(threads, 16, 16);
    options.observe = [&](std::size_t file, std::string_view bytes) { seen[file] += bytes; };
    CHECK(scan(schema_of_days(), files, options).end == ScanEnd::kNotPlain);
    CHECK(seen == Strings{text, text});
  }
}

TEST_CASE("what a visitor throws is thrown to who asked") {
  const TempFolder folder;
  const std::string path = folder.write("t.csv", "member_id\nM1\nM2\nM3\nM4\nM5\n");
  ScanOptions options = small(3, 4, 4);
  options.wanted.assign(5, true);
  TableScan scan(schema_of_days(), {{path, "t.csv", std::nullopt}}, options);
  CHECK_THROWS_AS(scan.run([](const ScanBatch&) -> bool { throw std::runtime_error("x"); }),
                  std::runtime_error);
}

/// A text of records that are mostly good.
std::string random_text(std::mt19937& random, bool may_be_faulty) {
  const auto one_of = [&](std::initializer_list<const char*> words) {
    return std::string(*(words.begin() + random() % words.size()));
  };
  std::string text = one_of({"", "\xEF\xBB\xBF"}) + "member_id,date,city,status,paid,days" +
                     one_of({"\n", "\r\n"});
  const auto rows = random() % 60;
  for (unsigned row = 0; row < rows; ++row) {
    if (random() % 12 == 0) text += one_of({"\n", ",,\n", " \r\n", ",,,,,\n"});
    text += one_of({"M1", "M2", "M3", "\"M4\"", "某某", " M5", "M6　", "a member of a long name"});
    text += "," + one_of({"2022-04-06", "2022-04-07", "2022/4/8", "", "2022年4月9日", "20220410"});
    text += "," + one_of({"苏州", "", "\"苏,州\"", "\"苏\"\"州\"", "\"苏\n州\"", "—", "𠀀", "－"});
    text += "," + one_of({"在岗", "出差", "", " 在岗 ", "'=x", "\"休\n假\""});
    text += "," + one_of({"1", "1200.50", "\"1,200\"", "3万元", "１２", "-4", ""});
    text += "," + one_of({"1", "2", "", "300"});
    if (may_be_faulty && random() % 25 == 0)
      text += one_of({",x", "\"", ",\"y", "x", "\xD4", "\r,"});
    text += one_of({"\n", "\n", "\r\n", ",\n"});
  }
  if (random() % 3 == 0 && text.ends_with('\n')) text.pop_back();
  return text;
}

TEST_CASE("a scan has the rows of CsvReader, in their order, or leaves them to it") {
  std::mt19937 random(20220406);
  const TableSchema schema = schema_of_days();
  int done = 0;
  for (int round = 0; round < 1500; ++round) {
    const std::string text = random_text(random, round % 2 == 1);
    CAPTURE(text);
    const Reading read = read_text(schema, text);
    ScanOptions options = small(1 + random() % 4, 16 + random() % 200, 16 + random() % 100);
    Scanned scanned = scan_text(text, options);
    if (scanned.end == ScanEnd::kCutWithinQuotes) {
      options.in_one_part = true;
      scanned = scan_text(text, options);
    }
    if (!read.faults.empty() || read.unusable) {
      std::string places;
      for (const auto& each : read.places()) places += each + "; ";
      CAPTURE(places);
      CHECK(scanned.end != ScanEnd::kDone);
      continue;
    }
    REQUIRE(scanned.end == ScanEnd::kDone);
    ++done;
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < read.batch.rows; ++row) {
      std::string line;
      for (std::size_t column = 0; column < schema.columns.size(); ++column)
        line += to_feel(read.batch.columns[column].at(row)) + "|";
      rows.push_back(line);
    }
    CHECK(scanned.rows == rows);
    CHECK(scanned.counts == std::vector<std::uint64_t>{read.counts.used});
  }
  CHECK(done > 700);
}

TEST_CASE(
    "marks: where separators stand, and whether text is plain, as one byte after another says") {
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const auto size = random() % 200;
    while (text.size() < size) {
      static const std::vector<std::string> kPieces{
          ",", "\n", "a", "苏州", "，", "—", "é", "𠀀", "\xED\x95\x9C", "abcdefghij", "\r\n", "\""};
      text += kPieces[random() % kPieces.size()];
    }
    if (random() % 4 == 0 && !text.empty())
      text[random() % text.size()] = static_cast<char>(random() % 256);
    text += '\n';
    CAPTURE(text);
    TextCheck check;
    Marks marks;
    const bool is_plain = check.follow(text, true, true);
    CHECK(marks.find(text) == is_plain);
    if (!is_plain) continue;
    std::vector<std::int32_t> places{-1};
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == ',' || text[i] == '\n') places.push_back(static_cast<std::int32_t>(i));
    }
    REQUIRE(marks.count() == places.size() - 1);
    for (std::size_t n = 0; n < places.size(); ++n) {
      CHECK(marks.place(n) == places[n]);
      if (n > 0) CHECK(marks.ends_line(n) == (text[static_cast<std::size_t>(places[n])] == '\n'));
    }
    CHECK(marks.has_quotes() == (text.find('"') != std::string::npos));
  }
}

// Words in the order of before, in a random one, or first the one and then the other: some are
// looked up together, some by what came after them.
TEST_CASE("a memo of words tells those of up to fifteen bytes apart") {
  std::mt19937 random(11);
  for (const unsigned in_order : {0U, 50U, 95U}) {
    WordMemo memo;
    std::map<std::string, std::uint32_t> kept;
    std::vector<std::string> seen;
    const auto any_word = [&] {
      std::string word(random() % 18, 'a');
      for (char& c : word) c = "ab\0"[random() % 3];
      word.resize(std::min<std::size_t>(word.size(), random() % 3 == 0 ? 3 : 17));
      return word;
    };
    for (int round = 0; round < 1000; ++round) {
      std::vector<std::string> words;
      const bool repeats = random() % 100 < in_order && !seen.empty();
      for (std::size_t i = 0; i < 1 + random() % WordMemo::kAtOnce; ++i)
        words.push_back(repeats ? seen[i % seen.size()] : any_word());
      seen = words;
      std::vector<WordMemo::Key> keys;
      for (const std::string& word : words) {
        const std::string padded = word + std::string(kCellPadding, static_cast<char>(random()));
        keys.push_back(WordMemo::key_of(std::string_view(padded).substr(0, word.size())));
      }
      std::vector<std::uint32_t> codes(keys.size());
      memo.find(keys, codes.data());
      for (std::size_t i = 0; i < words.size(); ++i) {
        const auto known = kept.find(words[i]);
        CHECK(codes[i] == (known == kept.end() ? WordMemo::kUnknown : known->second));
      }
      for (std::size_t i = 0; i < words.size(); ++i) {
        const auto code = static_cast<std::uint32_t>(kept.size());
        const bool is_kept = words[i].size() <= 15 && kept.emplace(words[i], code).second;
        memo.keep(keys[i], is_kept ? code : 0xBAD);  // a second time says nothing
      }
    }
    CHECK(kept.size() > 100);
  }
}

}  // namespace
}  // namespace zhaoshang
