// Whether a printed cell says what an example expects. In: the text written in a policy and a cell
// of a result. Out: yes or no, by value and not by spelling.
#pragma once

#include <string_view>

#include "engine/report/table.h"

namespace zhaoshang {

/// `unit`: of the row's figures where a column says it (亿元); money is in 元 otherwise. 0.48 is
/// 0.480 and 48%, 2000元 is 2000.00 and 0.2万元; 是 is true; 2022年3月1日 is 2022-03-01; 单位 is
/// unit.
bool is_same_cell(std::string_view expected, const Cell& actual, std::string_view unit = {});

}  // namespace zhaoshang
