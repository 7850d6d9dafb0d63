#include "engine/value/value_diagnostics.h"

#include <string>
#include <utility>

namespace zhaoshang::value_diagnostics {

namespace {

Diagnostic make(std::string slug, Message text) {
  Diagnostic diagnostic;
  diagnostic.slug = std::move(slug);
  diagnostic.text = std::move(text);
  diagnostic.help = {"检查算式和单位", "check the formula and its units"};
  return diagnostic;
}

}  // namespace

Diagnostic number_overflow() {
  return make("number-overflow",
              {"结果大于 10^6145,放不下", "the result is beyond 10^6145: no number holds it"});
}

Diagnostic number_underflow() {
  return make("number-underflow",
              {"结果不是零,却小于 10^-6176,放不下",
               "the result is not zero, but below 10^-6176: no number holds it"});
}

}  // namespace zhaoshang::value_diagnostics
