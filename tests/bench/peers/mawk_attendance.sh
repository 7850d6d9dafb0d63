#!/bin/sh
# mawk: days by member and month; no quotes, no checks. FILE OUT
{
  echo member_id,month,days,met
  mawk -F, 'NR > 1 && substr($3, 1, 4) == "2022" {
      key = $1 "," substr($3, 1, 7); days[key] += $5 == "在岗" || $5 == "出差" }
    END { for (key in days) print key "," days[key] "," (days[key] >= 20 ? "true" : "false") }' "$1" |
    LC_ALL=C sort
} >"$2"
