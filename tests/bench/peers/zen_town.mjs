// GoRules ZEN: the same decision table row by row, totals by unit. FILE OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { ZenEngine } from '@gorules/zen-engine';
const [, , file, out] = process.argv;
const rows = [
  ['< 3000', '"租赁标准厂房"', 2], ['< 3000', 'not("租赁标准厂房")', 0], ['[3000..10000)', '', 3],
  ['[10000..30000)', '', 4], ['[30000..50000)', '', 5], ['[50000..100000)', '', 10], ['>= 100000', '', 15]];
const tests = { 'not("租赁标准厂房")': '$ != "租赁标准厂房"' };
const decision = {
  nodes: [
    { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
    { id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 1, y: 0 },
      content: {
        hitPolicy: 'first',
        inputs: [{ id: 'i', name: 'i', field: 'investment' }, { id: 's', name: 's', field: 'site' }],
        outputs: [{ id: 'p', name: 'p', field: 'points' }],
        rules: rows.map(([i, s, p], n) => ({ _id: `r${n}`, i, s: tests[s] ?? s, p: `${p}` })) } },
    { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } }],
  edges: [{ id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
          { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' }],
};
const compiled = new ZenEngine().createDecision(Buffer.from(JSON.stringify(decision)));
const points = new Map();
for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
  if (line === '') continue;
  const [, , unit, investment, site] = line.split(',');
  const { result } = await compiled.evaluate({ investment: Number(investment), site });
  points.set(unit, (points.get(unit) ?? 0) + result.points);
}
writeFileSync(out, 'unit_id,points\n' +
  [...points.keys()].sort().map((unit) => `${unit},${points.get(unit)}\n`).join(''));
