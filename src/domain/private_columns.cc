#include "domain/private_columns.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace zhaoshang {

bool is_private_heading(std::string_view heading) {
  static constexpr std::array<std::string_view, 16> kWords{
      "身份证", "证件号", "护照",        "银行账",  "银行卡", "账号",     "帐号",       "开户",
      "手机",   "电话",   "identity_no", "id_card", "bank_",  "passport", "account_no", "phone"};
  std::string folded(heading);
  std::transform(folded.begin(), folded.end(), folded.begin(), [](unsigned char c) {
    return c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(c));
  });
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

}  // namespace zhaoshang
