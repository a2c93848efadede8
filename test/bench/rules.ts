// What the rules cost beside the parser, on files of three sizes. Both are run in turns in one process.
import { parseTree } from 'jsonc-parser';
import { RULES } from '../../src/core/lint/rules';
import { runRules } from '../../src/core/lint/runRules';
import type { PayloadDocument } from '../../src/core/payload/model';
import { parsePayload } from '../../src/core/payload/parse';
import { type Figure, inTurns, median, ratioOf } from './figures';
import { payloadOf } from './payloads';

/** How often each is run for one time, so that small files have times too. */
const SIZES = [
  { clients: 10, times: 200 },
  { clients: 1000, times: 5 },
  { clients: 10_000, times: 1 },
] as const;

export async function rules(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { clients, times } of SIZES) {
    const text = JSON.stringify(payloadOf(0, clients), null, 2);
    const document = parsePayload(text);
    const repeat = (task: () => unknown) => (): void => {
      for (let time = 0; time < times; time += 1) task();
    };
    const took = await inTurns(
      {
        parse: repeat(() => parseTree(text, [], { allowTrailingComma: true })),
        // A copy: what is made once for a document is a part of the cost.
        judge: repeat(() => runRules(copyOf(document), RULES)),
      },
      { rounds: 30, warmUp: 8 },
    );
    figures.push({
      name: `rules, ${clients} clients`,
      value: ratioOf(took.judge, took.parse),
      unit: '× parseTree',
    });
    if (clients === 10_000) figures.push(...(await slowest(document)));
  }
  return figures;
}

function copyOf({ text, root, members, problems }: PayloadDocument): PayloadDocument {
  return { text, root, members, problems };
}

/** The rules that take longest, to know where to look. */
async function slowest(document: PayloadDocument): Promise<Figure[]> {
  const took = await inTurns(
    Object.fromEntries(RULES.map((rule) => [rule.id, () => runRules(document, [rule])])),
    { rounds: 15, warmUp: 5 },
  );
  return Object.entries(took)
    .map(([id, times]) => ({ name: `  ${id}`, value: median(times), unit: 'ms' }))
    .sort((a, b) => b.value - a.value)
    .slice(0, 4);
}
