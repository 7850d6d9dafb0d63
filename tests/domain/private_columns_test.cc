// Which headings are private.
#include "domain/private_columns.h"

#include <doctest/doctest.h>

namespace zhaoshang {
namespace {

TEST_CASE("what identifies a person or an account is private") {
  for (const char* heading : {"身份证号", "本人身份证号码", "证件号码", "银行账号", "开户行",
                              "手机号", "联系电话", "Bank account", "phone", "Account No"}) {
    CAPTURE(heading);
    CHECK(is_private_heading(heading));
  }
}

TEST_CASE("what results are about is not") {
  for (const char* heading :
       {"member_id", "姓名", "人员编号", "项目编号", "到位金额", "name", "身份", "amount"}) {
    CAPTURE(heading);
    CHECK_FALSE(is_private_heading(heading));
  }
}

}  // namespace
}  // namespace zhaoshang
