#!/bin/sh
# Miller: days by member and month. FILE OUT
# Its own `then` is no keyword of the shell.
# shellcheck disable=SC1010
mlr --icsv --ocsv filter '$date =~ "^2022-"' then \
  put '$month = $date[1:7]; $days = $status == "在岗" || $status == "出差" ? 1 : 0' then \
  stats1 -a sum -f days -g member_id,month then rename days_sum,days then \
  put '$met = $days >= 20' then sort -f member_id -f month "$1" >"$2"
