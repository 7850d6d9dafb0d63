// 公民身份号码, the citizen's number of GB 11643: six digits of a region, eight of a day of birth,
// three of an order, and a check character of ISO 7064 MOD 11-2.
#pragma once

#include <string>
#include <string_view>

namespace zhaoshang {

/// Whether a text is such a number: eighteen characters, a province that there is, a day that there
/// is, the right check character (X or x for ten).
bool is_identity_number(std::string_view text);

/// The text with the day of birth and the order of every such number in it struck out:
/// 证号110***********002X. As many characters as before where `star`, which stands for each, is
/// one.
std::string without_identity_numbers(std::string_view text, std::string_view star = "*");

}  // namespace zhaoshang
