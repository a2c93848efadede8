// What the rules cost beside the parser, on one file of 10,000 clients: `npm run bench:rules`. Both are run in turns in
// one process, so that whatever else the machine does meets both. Not a test: a time on a busy machine proves nothing.
import { parseTree } from 'jsonc-parser';
import { RULES } from '../../src/core/lint/rules';
import { runRules } from '../../src/core/lint/runRules';
import { parsePayload } from '../../src/core/payload/parse';

const CLIENTS = 10_000;
const ROUNDS = 40;
/** Until the compiler has seen enough. */
const WARM_UP = 8;

const clients = Array.from({ length: CLIENTS }, (_, index) => ({
  '@odata.type': '#microsoft.graph.virtualAppointmentUser',
  displayName: `Client ${index}`,
  emailAddress: `client.${index}@example.com`,
  smsCapablePhoneNumber: `+1202555${String(index).padStart(4, '0')}`,
}));
const text = JSON.stringify({ $meeting: 'MSo1N2Y5ZGFjYw', appointmentClients: clients }, null, 2);
const document = parsePayload(text);

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const times: Record<string, number[]> = { parseTree: [], rules: [] };
const perRule = new Map(RULES.map(({ id }) => [id, [] as number[]]));
for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
  const parsing = timed(() => parseTree(text, [], { allowTrailingComma: true }));
  // A copy: what is made once for a document is a part of the cost.
  const judging = timed(() => runRules({ ...document }, RULES));
  const shared = { ...document };
  const each = RULES.map((rule) => [rule.id, timed(() => runRules(shared, [rule]))] as const);
  if (round < WARM_UP) continue;
  times['parseTree']?.push(parsing);
  times['rules']?.push(judging);
  for (const [id, time] of each) perRule.get(id)?.push(time);
}

const parsing = median(times['parseTree'] ?? []);
const judging = median(times['rules'] ?? []);
console.log(`${(text.length / 1e6).toFixed(2)} MB, ${CLIENTS} clients, medians of ${ROUNDS} rounds`);
console.log(`parseTree  ${parsing.toFixed(1)} ms`);
console.log(`all rules  ${judging.toFixed(1)} ms, ${(judging / parsing).toFixed(2)} of parseTree`);
const slowest = [...perRule].map(([id, all]) => ({ id, time: median(all) })).sort((a, b) => b.time - a.time);
for (const { id, time } of slowest.slice(0, 6)) console.log(`  ${id.padEnd(22)} ${time.toFixed(2)} ms`);
