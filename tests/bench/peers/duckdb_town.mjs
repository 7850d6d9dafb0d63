// DuckDB: points by unit. THREADS FILE OUT
import { DuckDBInstance } from '@duckdb/node-api';
const [, , threads, file, out] = process.argv;
const database = await DuckDBInstance.create(':memory:', { threads });
const connection = await database.connect();
await connection.run(`
  COPY (
    SELECT unit_id, sum(CASE WHEN investment < 3000 THEN CASE WHEN site = '租赁标准厂房' THEN 2 ELSE 0 END
                             WHEN investment < 10000 THEN 3 WHEN investment < 30000 THEN 4
                             WHEN investment < 50000 THEN 5 WHEN investment < 100000 THEN 10
                             ELSE 15 END) AS points
    FROM read_csv('${file}', header = true, columns = {project_id: 'VARCHAR', name: 'VARCHAR',
                  unit_id: 'VARCHAR', investment: 'DECIMAL(18,2)', site: 'VARCHAR',
                  signed_on: 'DATE'})
    GROUP BY unit_id ORDER BY unit_id
  ) TO '${out}' (HEADER)`);
