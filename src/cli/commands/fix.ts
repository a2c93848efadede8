import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { fixAll } from '../../core/lint/fixAll';
import { countFindings, plural } from '../findings';
import { namedFiles } from '../files';
import type { Format } from '../options';
import { readPayloadText } from '../payloadFile';
import { USAGE, isUsageError, UsageError } from '../exitCodes';
import { shownPath, usageErrorLine } from '../printable';
import type { Console } from '../console';
import { writeBack } from '../writeBack';

export interface FixOptions {
  readonly format: Format;
  readonly dryRun?: boolean;
}

/** What was done to one file, as `fix --format json` prints it. */
interface FileResult {
  readonly path: string;
  readonly changed: boolean;
  /** By rule, how many findings were put right. */
  readonly fixed: Readonly<Record<string, number>>;
  /** What is left. */
  readonly errors: number;
  readonly warnings: number;
}

/** `vappt fix FILE…` */
export async function fix(
  args: string[],
  { format, dryRun = false }: FixOptions,
  console: Console,
): Promise<number> {
  const { files: paths, problems } = await namedFiles(args);
  for (const problem of problems) console.note(usageErrorLine(problem));
  const files: FileResult[] = [];
  for (const path of paths) {
    try {
      files.push(await fixFile(path, { format, dryRun }, console));
    } catch (error) {
      if (!isUsageError(error)) throw error;
      console.note(usageErrorLine(error));
    }
  }
  const errors = files.reduce((sum, file) => sum + file.errors, 0);
  const warnings = files.reduce((sum, file) => sum + file.warnings, 0);
  if (format === 'json') {
    console.result(JSON.stringify({ files, errors, warnings }, null, 2));
  } else if (files.length > 0) {
    // With a diff or a fixed text on standard output, the sum is not a part of the result.
    const line = summary(files, dryRun, errors, warnings);
    if (dryRun || paths.includes('-')) console.note(line);
    else console.result(line);
  }
  if (problems.length > 0 || files.length < paths.length) return USAGE;
  return errors > 0 ? 1 : 0;
}

async function fixFile(
  path: string,
  { format, dryRun }: { format: Format; dryRun: boolean },
  console: Console,
): Promise<FileResult> {
  const before = await readPayloadText(path, console);
  const { text: after, fixed, findings } = fixAll(before);
  const changed = after !== before;
  if (changed && !dryRun && path !== '-') {
    const problem = await writeBack(path, before, after);
    if (problem !== undefined) throw new UsageError(`Cannot write ${shownPath(path)}: ${problem}.`);
  }
  if (format === 'text') print(path, before, after, dryRun, console);
  return { path, changed, fixed, ...countFindings(findings) };
}

function print(path: string, before: string, after: string, dryRun: boolean, console: Console): void {
  if (dryRun) {
    if (after === before) return;
    const name = shownPath(path);
    const options = { headerOptions: FILE_HEADERS_ONLY, timeout: DIFF_TIMEOUT_MS };
    const diff = createTwoFilesPatch(name, name, before, after, '', '', options);
    if (diff === undefined) console.result(`${name}: too many changes to show`);
    else console.result(diff.trimEnd());
  } else if (path === '-') {
    // A file's own text, for whatever comes next in the pipe: not a line more, and nothing escaped.
    console.fileText(`${after.replace(/\n$/, '')}\n`);
  } else if (after !== before) {
    console.result(`${shownPath(path)}: fixed`);
  }
}

/** Thousands of changes in one file take longer to show than anybody waits. */
const DIFF_TIMEOUT_MS = 5000;

function summary(files: readonly FileResult[], dryRun: boolean, errors: number, warnings: number): string {
  const count = files.flatMap(({ fixed }) => Object.values(fixed)).reduce((sum, each) => sum + each, 0);
  const done = dryRun ? 'would be fixed' : 'fixed';
  const left = `${plural(errors, 'error')} and ${plural(warnings, 'warning')} left`;
  return `${plural(files.length, 'file')}: ${plural(count, 'finding')} ${done}, ${left}`;
}
