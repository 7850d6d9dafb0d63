#!/bin/sh
# The payments of the Gong'an sample against figures worked out by hand from its roster.
#
#   tests/golden/gongan_payouts.sh BINARY
#
# Start-up money (5.1): 13 county teams serve; T02 was paid in 2021; 12 × 20 000 元 on each team's first day.
# Stipends (5.2): 5 000 元 a member and month, part months whole, a mover's month to the team he moves to:
#   T01 3 × 12 = 36 months                    to M001      T08 Jan–Jun 3 × 6 = 18 to M023, Jul–Dec 2 × 6 = 12 to M024
#   T02 12 + 12 + 8 + 5 = 37                  to M004      T09 12                                    to M026
#   T03 12 + 8 + 12 = 32                      to M008      T10 4 (M009 from Sept.) + 12 + 12 + 11 = 39  to M027
#   T04 12 + 12 + 5 (M013 to May) + 6 = 35    to M011      T11 12 + 12 + 10 (from 16 March) = 34     to M030
#   T05 7 (M013 from June) + 12 + 12 = 31     to M015      T12 12 + 4 + 2 + 9 = 27                   to M033
#   T06 3 × 12 = 36                           to M017      T13 3 × 9 = 27                            to M036
#   T07 4 × 12 = 48                           to M019      together 424 months, 2 120 000 元
set -u
[ $# -eq 1 ] || { echo "usage: tests/golden/gongan_payouts.sh BINARY" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
top=$(mktemp -d "${TMPDIR:-/tmp}/zhaoshang-payouts.XXXXXX") || exit 2
trap 'rm -rf "$top"' EXIT
"$1" run -C "$root/samples/gongan-2022" --period 2022 -o "$top" --quiet
[ $? -eq 1 ] || { echo "the sample has findings: exit 1 was expected" >&2; exit 1; }

cat > "$top/expected" <<'END'
start-fund 12 payments 240000.00
stipend M001 12 payments 180000.00
stipend M004 12 payments 185000.00
stipend M008 12 payments 160000.00
stipend M011 12 payments 175000.00
stipend M015 12 payments 155000.00
stipend M017 12 payments 180000.00
stipend M019 12 payments 240000.00
stipend M023 6 payments 90000.00
stipend M024 6 payments 60000.00
stipend M026 12 payments 60000.00
stipend M027 12 payments 195000.00
stipend M030 12 payments 170000.00
stipend M033 12 payments 135000.00
stipend M036 9 payments 135000.00
END
# In fen, so that awk adds whole numbers.
awk -F, '
  function fen(yuan) { sub(/\./, "", yuan); return yuan + 0 }
  $5 == "start-fund" { count["start-fund"]++; sum["start-fund"] += fen($6) }
  $5 == "stipend" { key = "stipend " $3; count[key]++; sum[key] += fen($6) }
  END { for (key in count) printf "%s %d payments %d.%02d\n", key, count[key], sum[key] / 100, sum[key] % 100 }
' "$top/2022/payouts.csv" | LC_ALL=C sort > "$top/found"
diff "$top/expected" "$top/found" || exit 1

# Each stipend is due on a month's last day; each start-up payment on the team's first.
awk -F, '$5 == "stipend" && $1 !~ /^2022-(01-31|02-28|03-31|04-30|05-31|06-30|07-31|08-31|09-30|10-31|11-30|12-31)$/ { print; bad = 1 }
  END { exit bad }' "$top/2022/payouts.csv" || { echo "a stipend is not due on a month's last day" >&2; exit 1; }
grep -q '^2022-04-01,team,T13,[^,]*,start-fund,20000.00,5.1$' "$top/2022/payouts.csv" ||
  { echo "T13 starts on 1 April: its start-up money is due then" >&2; exit 1; }
