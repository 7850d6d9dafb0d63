// DuckDB: days by member and month. THREADS FILE OUT
import { DuckDBInstance } from '@duckdb/node-api';
const [, , threads, file, out] = process.argv;
const database = await DuckDBInstance.create(':memory:', { threads });
const connection = await database.connect();
await connection.run(`
  COPY (
    SELECT member_id, month, days, days >= 20 AS met FROM (
      SELECT member_id, strftime(date, '%Y-%m') AS month,
             count(*) FILTER (WHERE status IN ('在岗', '出差')) AS days
      FROM read_csv('${file}', header = true, columns = {member_id: 'VARCHAR', team_id: 'VARCHAR',
                    date: 'DATE', city: 'VARCHAR', status: 'VARCHAR'})
      WHERE date BETWEEN DATE '2022-01-01' AND DATE '2022-12-31'
      GROUP BY member_id, month)
    ORDER BY member_id, month
  ) TO '${out}' (HEADER)`);
