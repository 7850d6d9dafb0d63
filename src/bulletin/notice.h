// The Markdown of a notice: title, numbered sections with tables and lists, what it rests on, the
// close. In: a kind of notice and the figures. Out: text that ends in a newline.
#pragma once

#include <string>
#include <vector>

#include "bulletin/notice_words.h"
#include "engine/report/table.h"
#include "scheme/figures.h"
#include "scheme/findings.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// 通报稿
class Notice {
 public:
  Notice(const Figures& figures, const Settlement& settlement,
         const std::vector<Finding>& findings);

  /// One that the scheme describes.
  std::string write(const BulletinPlan& bulletin);
  /// Where it describes none: every assessment, all awards, all findings.
  std::string write_standard();

 private:
  void begin(const std::string& title);
  void add_part(const BulletinPartPlan& part);
  void add_assessment(std::size_t assessment, const std::string& title);
  std::string title_of_assessment(std::size_t assessment) const;
  void add_awards(const std::vector<Located<std::string>>& ids, const std::string& title);
  void add_public_notice();
  void add_findings(const std::vector<Located<std::string>>& ids, const std::string& title);
  void add_section(const std::string& title, const std::string& otherwise);
  void add_table(const ReportTable& table);
  std::string correction_text(const Correction& correction) const;
  void end();
  /// Text of the policy's author is Markdown; what is put in is not.
  std::string message(const MessagePlan& message) const;
  void cite(const std::string& clause);

  const Figures& figures_;
  const Settlement& settlement_;
  const std::vector<Finding>& findings_;
  NoticeWords words_;
  std::string text_;
  std::size_t sections_ = 0;
  std::vector<std::string> cited_;  // clauses
};

}  // namespace zhaoshang
