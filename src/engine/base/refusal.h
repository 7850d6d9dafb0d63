// What shows only while values are worked out and is the user's to mend: a number that is too
// large, an expression that asks for too much. There is no value to go on with, so it is thrown;
// the evaluator adds the place, main reports it.
#pragma once

#include <exception>
#include <utility>

#include "engine/base/diagnostics.h"

namespace zhaoshang {

/// Ends the run with one diagnostic and exit code 3.
class Refusal : public std::exception {
 public:
  explicit Refusal(Diagnostic diagnostic) : diagnostic_(std::move(diagnostic)) {}

  const Diagnostic& diagnostic() const { return diagnostic_; }
  const char* what() const noexcept override { return diagnostic_.slug.c_str(); }

 private:
  Diagnostic diagnostic_;
};

}  // namespace zhaoshang
