// What findings and notes of awards say, in both languages. In: the figures concerned, as texts.
// Out: a Message; who writes it picks the language of results. The messages of a policy's own
// requirements are the policy's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/message.h"
#include "engine/value/calendar.h"
#include "engine/value/decimal.h"
#include "scheme/policy.h"

namespace zhaoshang::finding_texts {

/// Puts a remark after what was said before.
std::string joined(const std::string& before, std::string_view remark, Language language);

// Requirements, reports, assessments.
/// `message` is the policy's; `cells` as "人员“脱钩”".
Message cannot_decide(std::string_view message, std::string_view cells);
std::string cell(std::string_view table, std::string_view heading);
Message report_late(std::string_view subject, std::string_view span, std::string_view recipient,
                    Date filed_on, Date due_on);
Message report_missing(std::string_view subject, std::string_view span, std::string_view recipient,
                       Date due_on);
Message no_target(std::string_view measure);
Message no_value(std::string_view figure);
Message tie();
Message rating_to_come(const RatingRule& rule, Date due);
Message wrong_weights(Decimal sum, Decimal wanted);

// Groups and credits.
Message not_one_group(const std::vector<std::string>& groups);
Message too_many_credits(std::string_view rule, std::size_t found, std::int64_t at_most);

// Awards: why one is open, pending, withheld or cut. `rule` is cited as "id(clause)".
Message no_recipient();
Message value_missing();
Message not_in_yuan();
Message waits_for_ruling();
Message ruling_out_of_range(std::string_view rule, std::string_view value, std::string_view low,
                            std::string_view high);
Message paid_before(std::string_view year, std::string_view source);
Message once_in_this_run();
Message less_paid(Decimal paid);
Message another_is_kept(std::string_view rule, std::string_view keep, std::string_view kept,
                        Decimal kept_amount, Decimal amount);
Message outside_quota(std::string_view rank, std::string_view first);
Message no_rank();
Message cut(std::string_view rule, Decimal from, Decimal to);
Message pool_exceeded(Decimal claimed, Decimal pool);
Message nobody_to_share();
Message instalment_not_reached();
Message not_yet_due();
Message undecided();
/// A public notice: not begun, or still running.
Message notice_to_come();
Message notice_until(Date last);
Message does_not_fit(std::string_view rule, Decimal left);
Message no_cap(std::string_view rule);
Message share_missing(std::string_view sharer);
Message barred(std::string_view assessment, std::string_view reasons);
Message taken_back(std::string_view rule, std::string_view why);

}  // namespace zhaoshang::finding_texts
