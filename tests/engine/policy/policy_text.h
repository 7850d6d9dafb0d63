// A policy as text in a test: loaded, with the faults as one line.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/base/diagnostics.h"
#include "engine/base/source.h"
#include "engine/policy/document.h"

namespace zhaoshang {

/// "line:column slug" of every fault, in order, joined by "; ".
inline std::string faults(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& fault : diagnostics.sorted()) {
    if (!all.empty()) all += "; ";
    all += std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " +
           fault.slug;
  }
  return all;
}

struct Loaded {
  SourceFile file;
  Diagnostics diagnostics;
  std::optional<PolicyNode> root;

  explicit Loaded(std::string text, const DocumentLimits& limits = {})
      : file("policy.yaml", std::move(text)) {
    root = load_document(file, diagnostics, limits);
  }
  std::string tree() const { return root ? dump(*root) : "none"; }
};

}  // namespace zhaoshang
