// A policy file in its canonical form. In: the bytes of a policy. Out: the same policy with its
// text tables aligned and its blanks and empty lines in order; comments stay. What it says is never
// changed.
#pragma once

#include <string>

#include "engine/base/source.h"
#include "engine/policy/document.h"

namespace zhaoshang {

/// `root`: the file's tree. Formatting twice is formatting once. Throws std::logic_error where the
/// outcome would say something else.
std::string formatted(const SourceFile& file, const PolicyNode& root);

}  // namespace zhaoshang
