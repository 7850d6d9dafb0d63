#include "commands/policy_schema.h"

#include "engine/base/exit_code.h"
#include "engine/base/output.h"
#include "engine/policy/form_schema.h"
#include "scheme/policy_forms.h"

namespace zhaoshang {

int run_policy_schema(const Options& /*options*/, Diagnostics& /*diagnostics*/) {
  Output output = Output::standard();
  output.write(form_schema(forms::policy_form()));
  output.close();
  return exit_code::kDone;
}

}  // namespace zhaoshang
