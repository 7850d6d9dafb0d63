// A notice goes to everybody: identity numbers that names, ids and remarks of the inputs hold are
// struck out of it, whatever column they stand in. In: a finished report. Out: the same.
#pragma once

#include "bulletin/notice_report.h"

namespace zhaoshang {

void strike_out_identity_numbers(NoticeReport& report);

}  // namespace zhaoshang
