// zhaoshang-feel(7) has a section for every function of the catalogue, with its name as it is
// called, and for none that is not there.
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <string>

#include "engine/expr/functions.h"

namespace zhaoshang {
namespace {

/// The names before the bracket in the page's headings: `.Ss list contains(list, element)`.
std::set<std::string> functions_of_page() {
  std::ifstream page("man/zhaoshang-feel.7");
  REQUIRE(page);
  constexpr std::string_view kHeading = ".Ss ";
  std::set<std::string> names;
  for (std::string line; std::getline(page, line);) {
    const std::size_t bracket = line.find('(');
    if (!line.starts_with(kHeading) || bracket == std::string::npos) continue;
    names.insert(line.substr(kHeading.size(), bracket - kHeading.size()));
  }
  return names;
}

TEST_CASE("the manual and the catalogue have the same functions") {
  const std::set<std::string> told = functions_of_page();
  for (const std::string& name : function_names()) {
    CAPTURE(name);
    CHECK(told.contains(name));
  }
  for (const std::string& name : told) {
    CAPTURE(name);
    // The checker's own: their second argument is worked out for each item.
    CHECK((is_function_name(name) || name == "latest" || name == "earliest"));
  }
}

}  // namespace
}  // namespace zhaoshang
