#include "engine/base/diagnostics.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace zhaoshang {

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::kError: return "error";
    case Severity::kWarning: return "warning";
    case Severity::kInfo: return "info";
  }
  return "";
}

namespace {

// A line of more bytes, no person's, is kept with the first of its faults alone: as many as take no
// more than so many bytes together.
constexpr std::size_t kLongestLine = std::size_t{16} << 10U;
constexpr std::size_t kMostText = std::size_t{32} << 20U;

bool is_worth_keeping(const std::string& line, std::size_t faults_before) {
  return line.size() <= kLongestLine || faults_before < kMostText / line.size();
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (!is_worth_keeping(diagnostic.place.text, all_.size())) {
    diagnostic.place.text.clear();
    diagnostic.place.text.shrink_to_fit();
  }
  if (warnings_are_errors_ && diagnostic.severity == Severity::kWarning) {
    diagnostic.severity = Severity::kError;
  }
  if (diagnostic.severity == Severity::kError) ++errors_;
  if (diagnostic.severity == Severity::kWarning) ++warnings_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::add_all(Diagnostics&& other) {
  for (Diagnostic& diagnostic : other.all_) add(std::move(diagnostic));
  other.errors_ = 0;
  other.warnings_ = 0;
  other.all_.clear();
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::map<std::string_view, std::size_t> file_order;
  for (const Diagnostic& d : all_) file_order.emplace(d.place.path, file_order.size());
  const auto key = [&file_order](const Diagnostic& d) {
    return std::tuple(file_order.at(d.place.path), d.place.line, d.place.column);
  };
  std::vector<Diagnostic> result = all_;
  std::stable_sort(result.begin(), result.end(),
                   [&key](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  return result;
}

}  // namespace zhaoshang
