// Text as a JSON string. Every writer of JSON (diagnostics, values, receipts, tables) quotes with
// this.
#pragma once

#include <string>
#include <string_view>

namespace zhaoshang {

/// Appends `text` as a JSON string with its quotes. Characters beyond ASCII stay as they are; a
/// byte that is not UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace zhaoshang
