#include "engine/value/value_diagnostics.h"

namespace zhaoshang::value_diagnostics {

Diagnostic number_overflow() {
  Diagnostic diagnostic;
  diagnostic.slug = "number-overflow";
  diagnostic.text = {"结果大于 10^6145,放不下", "the result is beyond 10^6145: no number holds it"};
  diagnostic.help = {"检查算式和单位", "check the formula and its units"};
  return diagnostic;
}

}  // namespace zhaoshang::value_diagnostics
