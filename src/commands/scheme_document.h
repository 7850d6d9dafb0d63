// A scheme as a document: its clauses with the rules that run them, its parameters, and every rule
// with its formula. In: a policy that holds. Out: Markdown.
#pragma once

#include <string>

#include "commands/policy_file.h"
#include "engine/base/message.h"

namespace zhaoshang {

std::string scheme_document(const OpenedPolicy& policy, Language language);

}  // namespace zhaoshang
