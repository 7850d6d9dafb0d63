#include "bulletin/notice_templates.h"

#include <array>

#include "bulletin/notice_data.h"
#include "bulletin/notice_words.h"

namespace zhaoshang {
namespace {

constexpr std::array<std::string_view, 4> kParts{"time", "body", "notice", "closing"};
constexpr std::string_view kEnding = ".mustache";

std::string folder_of(Language language) { return language == Language::kChinese ? "zh/" : "en/"; }

}  // namespace

std::string_view notice_template(std::string_view kind, Language language) {
  return notice_template_file(folder_of(language).append(kind).append(kEnding));
}

TemplateParts notice_template_parts(Language language) {
  TemplateParts parts;
  for (const std::string_view part : kParts) {
    parts.emplace(part, notice_template_file(
                            folder_of(language).append("parts/").append(part).append(kEnding)));
  }
  return parts;
}

bool check_templates(const Workspace& workspace, Diagnostics& diagnostics) {
  const Language language = workspace.figures().run().language;
  const TemplateValue specimen = notice_data(specimen_report(), {"-"}, NoticeWords(language));
  const TemplateParts parts = notice_template_parts(language);
  bool all_good = true;
  for (const BulletinForm& form : workspace.policy().bulletins) {
    const SourceFile* own = workspace.template_of(form);
    if (own != nullptr && !check_template(*own, specimen, parts, diagnostics)) all_good = false;
  }
  return all_good;
}

}  // namespace zhaoshang
