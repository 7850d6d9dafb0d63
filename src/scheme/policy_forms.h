// The forms of a policy: every map that a policy file may hold, with its keys. The readers are held
// to them, and `policy schema` prints them for editors.
#pragma once

#include "engine/policy/form.h"

namespace zhaoshang::forms {

/// The file.
const MapForm& policy_form();

// What is added to the tables, and what all sections use.
const MapForm& clause_form();
const MapForm& parameter_form();
const MapForm& calendar_form();
const MapForm& every_form();
const MapForm& currency_form();
const MapForm& column_form();
const MapForm& table_form();
const MapForm& credit_form();

// Values.
const MapForm& value_form();
const MapForm& sheet_line_form();
const MapForm& decision_table_form();
const MapForm& table_input_form();
const MapForm& table_output_form();
const MapForm& table_rule_form();
const MapForm& measure_form();
const MapForm& target_form();

// roster, attendance, assess.
const MapForm& requirement_form();
const MapForm& roster_form();
const MapForm& attendance_form();
const MapForm& reports_form();
const MapForm& assessment_form();
const MapForm& item_form();
const MapForm& min_max_form();
const MapForm& rank_form();
const MapForm& rating_form();
const MapForm& rating_rule_form();
const MapForm& counted_form();

// reward.
const MapForm& reward_form();
const MapForm& award_form();
const MapForm& split_form();
const MapForm& quota_form();
const MapForm& instalment_form();
const MapForm& hold_form();
const MapForm& exclusive_form();
const MapForm& cap_form();
const MapForm& pool_form();
const MapForm& clawback_form();
const MapForm& notice_form();

// bulletin, tests.
const MapForm& bulletin_form();
const MapForm& part_form();
const MapForm& table_part_form();
const MapForm& example_form();

}  // namespace zhaoshang::forms
