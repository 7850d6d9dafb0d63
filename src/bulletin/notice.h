// A notice put together: sections with tables, lists and charts, what it rests on. In: a kind of
// notice and the figures. Out: a NoticeReport, which a template prints.
#pragma once

#include <string>
#include <vector>

#include "bulletin/notice_report.h"
#include "bulletin/notice_words.h"
#include "engine/report/table.h"
#include "scheme/figures.h"
#include "scheme/findings.h"
#include "scheme/settlement.h"

namespace zhaoshang {

/// 通报稿
class Notice {
 public:
  /// `before`: the figures of the period before; may be null. `findings`: of all stages.
  Notice(const Figures& figures, const Figures* before, const Settlement& settlement,
         const std::vector<Finding>& findings);

  /// One that the scheme describes.
  NoticeReport report(const BulletinPlan& bulletin);
  /// Where it describes none: every assessment, all awards, all findings.
  NoticeReport standard_report();

 private:
  void begin(std::string title);
  void add_part(const BulletinPartPlan& part);
  void add_table_part(const BulletinPartPlan& part);
  void add_assessment(std::size_t assessment, const std::string& title);
  std::string title_of_assessment(std::size_t assessment) const;
  void add_awards(const std::vector<Located<std::string>>& ids, const std::string& title);
  void add_public_notice();
  void add_findings(const std::vector<Located<std::string>>& ids, const std::string& title,
                    NoticePartAs as);
  void add_paragraph(const BulletinPartPlan& part);
  NoticeSection& add_section(const std::string& title, const std::string& otherwise,
                             NoticePartAs as = NoticePartAs::kPlain);
  void add_table(NoticeSection& section, ReportTable table) const;
  std::string correction_text(const Correction& correction) const;
  /// With what it rests on, and without what is nobody's business.
  NoticeReport finished();
  /// Text of the policy's author is Markdown; what is put in is not.
  std::string message(const MessagePlan& message) const;
  void cite(const std::string& clause);

  const Figures& figures_;
  const Figures* before_;
  const Settlement& settlement_;
  const std::vector<Finding>& findings_;
  NoticeWords words_;
  NoticeReport report_;
  std::vector<std::string> cited_;  // clauses
};

}  // namespace zhaoshang
