// What a figure can be about: the words of `subject_kind`, their tables and id columns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace zhaoshang {

/// 对象类别: the kinds of subject.
enum class SubjectKind : std::uint8_t { kUnit, kTeam, kMember, kProject, kLead, kCounty };

/// The words of a kind of subject.
struct SubjectWords {
  SubjectKind kind;
  std::string_view word;       // "unit": canonical, in results
  std::string_view title;      // 单位
  std::string_view table;      // "units"; "county" is a table of one row that no file holds
  std::string_view id_column;  // "unit_id"; empty for the county
};

/// All kinds in the order of the enumeration.
std::span<const SubjectWords> subject_kinds();
const SubjectWords& words_of(SubjectKind kind);
/// By word, Chinese word or table name; nullopt: none of them.
std::optional<SubjectKind> subject_kind_of(std::string_view word);

}  // namespace zhaoshang
