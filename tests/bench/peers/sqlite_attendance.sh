#!/bin/sh
# SQLite: days by member and month. FILE OUT
sqlite3 :memory: ".import --csv $1 attendance" ".mode csv" ".headers on" ".separator , \n" ".once $2" "
  SELECT member_id, substr(date, 1, 7) AS month, sum(status IN ('在岗', '出差')) AS days,
         iif(sum(status IN ('在岗', '出差')) >= 20, 'true', 'false') AS met
  FROM attendance WHERE date BETWEEN '2022-01-01' AND '2022-12-31'
  GROUP BY 1, 2 ORDER BY 1, 2"
