// What is wrong with a template, one maker a fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostics.h"

namespace zhaoshang::template_fault {

/// What is wrong with a tag as such.
struct TagFault {
  enum class Kind {
    kNoBraces,       // `{{` without `other`, the braces that close it
    kNotClosed,      // `{{#name}}` without `{{/name}}`
    kClosesNothing,  // `{{/name}}` where the section `other` is open, or none (empty)
    kOtherBraces,    // `{{=<% %>=}}`
  };
  Kind kind = Kind::kNoBraces;
  std::string name = {};
  std::string other = {};
};
Diagnostic faulty_tag(Span tag, const TagFault& fault);
Diagnostic unknown_name(Span name, std::string_view text, const std::vector<std::string>& known);
Diagnostic unknown_part(Span name, std::string_view text, const std::vector<std::string>& known);
/// A list, an object or a flag where a text is printed.
Diagnostic prints_nothing(Span name, std::string_view text);

}  // namespace zhaoshang::template_fault
