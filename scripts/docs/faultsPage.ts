// docs/faults.md, from what test/http/faults has found.
import type { FaultCell, FaultResultRow, FaultResults } from './faultResults';
import { table } from './markdown';

const INTRODUCTION = `# When something goes wrong

What becomes of a request when the network, a proxy or the service misbehaves. Every line below is the result of a test
that has caused the fault, with real servers and real connections (\`test/http/faults\`), and the page is made from those
results (\`npm run docs\`).

## What holds for all of them

- **A change is sent once.** It is sent again only where the answer says that it was not carried out: 429, 503 with
  \`Retry-After\`, and once with a new token after 401. What \`Retry-After\` asks for is waited for, five minutes in all;
  where it asks for more, or for nothing that makes sense for so long, the send ends as \`throttled\`.
- **Where nobody knows, it is looked up.** After a lost or senseless answer the appointment is read again: \`updated\` if it
  has what was sent, \`notApplied\` if it is as before, \`unknown\` if that cannot be told.
- **One try has a limit** (\`vappt.request.timeoutSeconds\`, \`--timeout\`, 30 seconds) until the whole answer is there. An
  answer that has begun may pause for 10 seconds, and may have 10 MB, unpacked. Then the connection is closed.
- **Redirects are not followed**, to no host: the token is for the one that it was sent to.
- **The body counts, not its label.** JSON that has what was asked for is read whatever \`Content-Type\` says; text that is
  not UTF-8, or not packed as it says, is not guessed at.
- **Proxies.** In VS Code its own settings hold (\`http.proxy\`, \`http.noProxy\`) and its certificates. In a shell
  \`HTTPS_PROXY\` (or \`HTTP_PROXY\`), \`NO_PROXY\` and \`NODE_EXTRA_CA_CERTS\` do, in capitals or not; a name and a password in
  the address are never shown. What goes to this machine, such as to the emulator, never takes a proxy.
- **Afterwards** the server's appointment is as it was, and so is the base in the store, unless the outcome is \`updated\`
  (then both have the change) or a fetch has worked. Other cases say so. The client can go on: every test reads once more.

## How to read the tables

A fault meets the request that the operation is about: the read of a fetch, the PATCH of a send (on a stored tag), the PUT
of a create, the batch with the PATCH, the lookup of a join link or a meeting. Reads before and after it go through, but
in the first three tables, where nothing gets through. A cell has the outcome, the requests that went out, in order,
the waits between them, and the number of [what is said](#what-is-said).
`;

const LABELS: Readonly<Record<string, string>> = {
  fetch: 'Fetch',
  send: 'Send',
  create: 'Create',
  batch: 'Batch',
  'join-link': 'Join link',
  'find-meeting': 'Find meeting',
};

/** The page, from the results as JSON. */
export function faultsPage(json: string): string {
  const results = JSON.parse(json) as FaultResults;
  const numbers = numbersOfWords(results);
  const groups = [...new Set(results.rows.map(({ group }) => group))];
  return [
    INTRODUCTION,
    ...groups.map((group) => groupTable(group, results, numbers)),
    wordList(results, numbers),
  ].join('\n');
}

/** Words that are shown, numbered from 1 in the order of the tables. */
function numbersOfWords({ operations, rows }: FaultResults): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const { cells } of rows) {
    for (const operation of operations) {
      const cell = cells[operation];
      if (cell !== undefined && !isFine(cell) && !numbers.has(cell.words))
        numbers.set(cell.words, numbers.size + 1);
    }
  }
  return numbers;
}

/** One table: faults with the same cells share a row, operations with the same cells a column. */
function groupTable(
  group: string,
  { operations, rows }: FaultResults,
  numbers: ReadonlyMap<number, number>,
): string {
  const ofGroup = rows.filter((row) => row.group === group);
  const columns = together(
    operations.map((operation) => [
      LABELS[operation] ?? operation,
      ofGroup.map((row) => cellText(row, operation, numbers)),
    ]),
  );
  const lines = together(
    ofGroup.map(({ fault }, index) => [fault, columns.map(([, texts]) => texts[index] ?? '')]),
  );
  return [
    `## ${group}`,
    '',
    table(
      ['Fault', ...columns.map(([names]) => sentence(names))],
      lines.map(([faults, texts]) => [namesText(faults), ...texts]),
    ),
    '',
  ].join('\n');
}

/** `301, 302 to the same host; 303`: statuses that share what comes after them share it here too. */
function namesText(names: readonly string[]): string {
  const byRest = new Map<string, string[]>();
  for (const name of names) {
    const [, status, rest = ''] = /^(\d{3})( to .*)?$/.exec(name) ?? [];
    const key = status === undefined ? name : `\n${rest}`;
    byRest.set(key, [...(byRest.get(key) ?? []), status ?? name]);
  }
  return [...byRest]
    .map(([key, parts]) => parts.join(', ') + (key.startsWith('\n') ? key.slice(1) : ''))
    .join('; ');
}

/** The names that have the same texts, for each of these texts. */
function together(
  entries: readonly (readonly [name: string, texts: readonly string[]])[],
): [names: string[], texts: readonly string[]][] {
  const found = new Map<string, [string[], readonly string[]]>();
  for (const [name, texts] of entries) {
    const key = JSON.stringify(texts);
    const same = found.get(key);
    if (same === undefined) found.set(key, [[name], texts]);
    else same[0].push(name);
  }
  return [...found.values()];
}

function cellText(
  { cells, fault }: FaultResultRow,
  operation: string,
  numbers: ReadonlyMap<number, number>,
): string {
  const cell = cells[operation];
  if (cell === undefined) throw new Error(`${operation} has no cell for ${fault}.`);
  const number = numbers.get(cell.words);
  const outcome = isFine(cell) ? 'answered' : `\`${cell.outcome.replace(/[:,].*$/, '')}\``;
  const words = number === undefined ? '' : ` [${number}](#w${number})`;
  const waits = cell.waits === '-' ? '' : `, waits ${waitsText(cell.waits.split(' '))} s`;
  return [`${outcome}${words}`, `${cell.requests}${waits}`, ...stateTexts(cell)].join('<br>');
}

/** `5 + 2 + 4`, `42 × 7`. */
function waitsText(waits: readonly string[]): string {
  const runs: { wait: string; times: number }[] = [];
  for (const wait of waits) {
    const last = runs.at(-1);
    if (last?.wait === wait) last.times += 1;
    else runs.push({ wait, times: 1 });
  }
  return runs.map(({ wait, times }) => (times === 1 ? wait : `${times} × ${wait}`)).join(' + ');
}

/** Whether the operation has got what it asks for: what that is called differs, and nothing is to be explained. */
function isFine({ outcome }: FaultCell): boolean {
  return ['read', 'link', 'meeting', 'none'].includes(outcome);
}

/** What is not as the introduction says of all of them. */
function stateTexts({ outcome, base, appointment }: FaultCell): string[] {
  const isDone = outcome.startsWith('updated');
  const bases = isDone
    ? ['as on the server']
    : outcome === 'read'
      ? ['as on the server', 'another']
      : ['kept', 'none'];
  return [
    ...(bases.includes(base) || isFine({ outcome } as FaultCell) ? [] : [`base: ${base}`]),
    ...((appointment === 'same') === isDone ? [`on the server: ${appointment}`] : []),
  ];
}

function wordList({ words }: FaultResults, numbers: ReadonlyMap<number, number>): string {
  const entries = [...numbers].map(([place, number]) => {
    const [title = '', ...rest] = (words[place] ?? '').replaceAll('<', '\\<').split('\n');
    const next = rest.map((line) => line.replace(/^Next: (.*)$/, '_Next: $1_'));
    return `${number}. <a name="w${number}"></a>**${title}** ${next.join(' ')}`;
  });
  return [
    '## What is said',
    '',
    'STATUS stands for the status and its name, \\<lost> for the code of a lost connection.',
    '',
    ...entries,
    '',
  ].join('\n');
}

function sentence(names: readonly string[]): string {
  return names.map((name, index) => (index === 0 ? name : name.toLowerCase())).join(', ');
}
