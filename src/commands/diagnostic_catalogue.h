// What there is to say of each diagnostic: what brings it about, and an example of it with its
// remedy. In: tests/errors, at build time (tests/errors/catalogue.py). Out: the entries, which the
// manual's page has as well.
#pragma once

#include <span>
#include <string_view>

namespace zhaoshang {

/// One diagnostic.
struct CatalogueEntry {
  std::string_view slug;
  std::string_view zh, en;   // the cause
  std::string_view example;  // a command and what it prints; empty for the few that none can show
};

/// In the order of their slugs.
std::span<const CatalogueEntry> diagnostic_catalogue();

/// nullptr: there is no such diagnostic.
const CatalogueEntry* find_diagnostic(std::string_view slug);

}  // namespace zhaoshang
