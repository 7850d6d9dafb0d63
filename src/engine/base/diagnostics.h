// Faults found in what the user gave. In: diagnostics made by the named makers of each layer. Out:
// all of them, in the order of their places, as text with a caret or as JSON lines. Decides
// nothing: who asks has_errors() stops.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "engine/base/source.h"

namespace zhaoshang {

enum class Severity { kError, kWarning, kInfo };

/// "error", "warning" or "info": the fixed word of results and diagnostics.
std::string_view severity_word(Severity severity);

/// A clause of the scheme, shown under the fault it explains.
struct ClauseNote {
  std::string clause;  // "<scheme>:<clause>"
  Place place;         // where the policy cites it
};

/// One fault: where, which, what is wrong and what to do about it.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string slug;  // stable, for scripts: "amount-unit"
  Place place;
  Message text;
  Message help;  // the remedy; may be empty
  std::vector<ClauseNote> clauses;
};

/// Collects every fault of a run; never throws, never stops anyone.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  /// Adds all that another sink collected (a thread's, a file's).
  void add_all(Diagnostics&& other);

  /// From now on warnings are errors (`--strict`).
  void take_warnings_as_errors() { warnings_are_errors_ = true; }

  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  std::size_t warning_count() const { return warnings_; }
  bool empty() const { return all_.empty(); }

  /// In order: files as first named, then line, then column; equal places keep the order of
  /// arrival.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  bool warnings_are_errors_ = false;
};

/// How diagnostics are shown. `max_errors` 0 shows all.
struct DiagnosticStyle {
  Language language = Language::kChinese;
  bool json_lines = false;
  bool color = false;
  std::size_t max_errors = 100;
};

/// GNU form with excerpt, caret, help and clauses, or one JSON object a line. Ends with a count of
/// what was not shown.
std::string render(const Diagnostics& diagnostics, const DiagnosticStyle& style);

}  // namespace zhaoshang
