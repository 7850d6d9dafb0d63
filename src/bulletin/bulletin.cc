#include "bulletin/bulletin.h"

#include "bulletin/notice.h"
#include "bulletin/notice_data.h"
#include "bulletin/notice_templates.h"
#include "engine/base/exit_code.h"
#include "engine/report/template.h"
#include "workspace/result_files.h"
#include "workspace/stage_findings.h"

namespace zhaoshang {
namespace {

std::vector<Finding> all_findings(const Workspace& workspace, const Settlement& settlement) {
  const Figures& figures = workspace.figures();
  std::vector<Finding> all;
  for (std::vector<Finding>& of_stage : std::vector<std::vector<Finding>>{
           roster_findings(figures), attendance_findings(figures),
           assess_findings(figures, workspace.left_out()), reward_findings(figures, settlement)}) {
    all.insert(all.end(), of_stage.begin(), of_stage.end());
  }
  return all;
}

/// The word of `every` that suits a period.
std::string_view kind_of(const Period& period) {
  return period.grain ? grain_word(*period.grain) : std::string_view();
}

std::vector<const BulletinPlan*> bulletins_for(const Plan& plan, const Period& period) {
  std::vector<const BulletinPlan*> own;
  std::vector<const BulletinPlan*> for_any;
  for (const BulletinPlan& each : plan.bulletins) {
    if (each.form->every == kind_of(period)) own.push_back(&each);
    if (each.form->every == "any") for_any.push_back(&each);
  }
  return own.empty() ? for_any : own;
}

/// Puts reports into words, one after another.
class Printer {
 public:
  Printer(const Figures& figures, const BulletinSources& sources, StageResult& result)
      : words_(figures.run().language),
        sources_(sources),
        kind_of_period_(kind_of(figures.run().period)),
        parts_(notice_template_parts(words_.language())),
        result_(result) {}

  void print(const NoticeReport& report, const BulletinForm* form) {
    const TemplateValue data = notice_data(report, draw_charts(report), words_);
    result_.notice += result_.notice.empty() ? "" : "\n";
    result_.notice += render_template(template_of(form), data, parts_);
    add_tables(report);
  }

 private:
  std::string_view template_of(const BulletinForm* form) const {
    if (form != nullptr && sources_.template_of) {
      if (const SourceFile* own = sources_.template_of(*form)) return own->text();
    }
    std::string_view kind = form != nullptr ? std::string_view(form->every) : kind_of_period_;
    if (notice_template(kind, words_.language()).empty()) kind = "any";
    return notice_template(kind, words_.language());
  }

  /// The names of their files.
  std::vector<std::string> draw_charts(const NoticeReport& report) {
    std::vector<std::string> files;
    if (!sources_.has_charts) return files;
    for (const BarChart& chart : report.charts) {
      files.push_back(chart_file_name(result_.pictures.size() + 1));
      result_.pictures.push_back({files.back(), to_svg(chart)});
    }
    return files;
  }

  void add_tables(const NoticeReport& report) {
    for (const NoticeSection& section : report.sections) {
      for (const NoticeBlock& block : section.blocks) {
        if (block.kind != NoticeBlock::Kind::kTable) continue;
        result_.notice_tables.push_back(block.table);
        result_.notice_tables.back().title = section.title;
      }
    }
  }

  NoticeWords words_;
  const BulletinSources& sources_;
  std::string_view kind_of_period_;
  TemplateParts parts_;
  StageResult& result_;
};

}  // namespace

BulletinSources bulletin_sources(const Workspace& workspace) {
  return {workspace.figures_before(),
          [&workspace](const BulletinForm& form) { return workspace.template_of(form); },
          workspace.has_place_for_charts()};
}

StageResult make_bulletin(const Figures& figures, const Settlement& settlement,
                          const std::vector<Finding>& findings, const BulletinSources& sources) {
  StageResult result;
  result.stage = "bulletin";
  result.findings = findings;
  Printer printer(figures, sources, result);
  const auto notice = [&] { return Notice(figures, sources.before, settlement, findings); };
  for (const BulletinPlan* bulletin : bulletins_for(figures.plan(), figures.run().period))
    printer.print(notice().report(*bulletin), bulletin->form);
  if (result.notice.empty()) printer.print(notice().standard_report(), nullptr);
  return result;
}

int run_bulletin(const Options& options, Diagnostics& diagnostics) {
  Workspace workspace(options, diagnostics, Workspace::Keeps::kInputs);
  if (!workspace.is_open()) return workspace.exit_code();
  if (!check_templates(workspace, diagnostics)) return exit_code::kBadPolicy;
  const Settlement settlement = settle(workspace.figures());
  const StageResult result =
      make_bulletin(workspace.figures(), settlement, all_findings(workspace, settlement),
                    bulletin_sources(workspace));
  return workspace.publish(result.stage, {&result, 1});
}

}  // namespace zhaoshang
