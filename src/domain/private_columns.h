// Columns whose cells are nobody's business: what identifies a person or an account. In: a heading.
// Out: whether messages strike its cells out.
#pragma once

#include <string_view>

namespace zhaoshang {

/// 身份证号, 银行账号, 手机号 and the like, in Chinese or English, whatever stands around the word.
bool is_private_heading(std::string_view heading);

}  // namespace zhaoshang
