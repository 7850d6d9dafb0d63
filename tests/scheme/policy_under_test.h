// A policy as text in a test: the sections concerned; the header that every policy has is added
// after them, so that lines count from the text's own first.
#pragma once

#include <optional>
#include <string>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/policy/document.h"
#include "engine/policy/policy_text.h"
#include "scheme/policy.h"

namespace zhaoshang {

inline constexpr const char* kHeader =
    "\nschema: 1\nscheme: test-2022\nin_force: 2022-01-01..2022-12-31\n";

struct PolicyUnderTest {
  SourceFile file;
  Diagnostics diagnostics;
  Policy policy;

  explicit PolicyUnderTest(const std::string& sections, const std::string& header = kHeader)
      : file("policy.yaml", sections + header) {
    const std::optional<PolicyNode> root = load_document(file, diagnostics);
    if (root) policy = read_policy(*root, diagnostics);
  }
  std::string faults() const { return zhaoshang::faults(diagnostics); }
};

/// The words of an expression; `none` where there is none, `?` where it could not be parsed.
inline std::string words(const Feel& feel) { return feel.ast ? feel.text.text() : "?"; }
inline std::string words(const std::optional<Feel>& feel) { return feel ? words(*feel) : "none"; }
inline std::string words(const ValueForm& value) {
  const Feel* feel = std::get_if<Feel>(&value.is);
  return feel != nullptr ? words(*feel) : "other";
}

/// The texts of a list, joined by commas.
inline std::string joined(const std::vector<Located<std::string>>& items) {
  std::string all;
  for (const auto& item : items) all += (all.empty() ? "" : ",") + item.value;
  return all;
}

}  // namespace zhaoshang
