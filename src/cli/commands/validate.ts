import type { CloudName } from '../../core/graph/clouds';
import type { LintContext } from '../../core/lint/rule';
import { countFindings, findingLine, findingsJson, type FindingJson, plural } from '../findings';
import { namedFiles } from '../files';
import { readPayloadFile } from '../payloadFile';
import { USAGE, isUsageError, type UsageError } from '../exitCodes';
import { usageErrorLine } from '../printable';
import type { Console } from '../console';
import { sarifLog } from '../sarif';

export interface ValidateOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly maxWarnings?: number;
  readonly cloud?: CloudName;
}

interface FileResult {
  readonly path: string;
  readonly findings: readonly FindingJson[];
}

/** `vappt validate FILE…` */
export async function validate(
  args: string[],
  { format, maxWarnings = Infinity, cloud }: ValidateOptions,
  console: Console,
): Promise<number> {
  const { files: paths, problems } = await namedFiles(args);
  const files: FileResult[] = [];
  const unread: UsageError[] = [...problems];
  for (const path of paths) {
    const checked = await check(path, console, cloud === undefined ? {} : { cloud });
    if (isUsageError(checked)) unread.push(checked);
    else files.push(checked);
  }
  // A file that cannot be read is a note, so that it does not hide what is found in the others.
  for (const problem of unread) console.note(usageErrorLine(problem));

  const { errors, warnings } = countFindings(files.flatMap(({ findings }) => findings));
  const json = (value: unknown): void => {
    console.result(JSON.stringify(value, null, 2));
  };
  if (format === 'json') json({ files, errors, warnings });
  else if (format === 'sarif')
    json(
      sarifLog(
        files,
        unread.map(({ message }) => message),
      ),
    );
  else if (files.length > 0) printText(files, errors, warnings, console);
  if (warnings > maxWarnings)
    console.note(`${plural(warnings, 'warning')}, of which ${maxWarnings} would be fine.`);

  if (unread.length > 0) return USAGE;
  return errors > 0 || warnings > maxWarnings ? 1 : 0;
}

async function check(path: string, console: Console, context: LintContext): Promise<FileResult | UsageError> {
  try {
    const { document, findings } = await readPayloadFile(path, console, context);
    return { path, findings: findingsJson(document, findings) };
  } catch (error) {
    if (!isUsageError(error)) throw error;
    return error;
  }
}

function printText(files: readonly FileResult[], errors: number, warnings: number, console: Console): void {
  const all = files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
  for (const { path, finding } of all) console.result(findingLine(path, finding, console.resultColours));
  const fixable = all.filter(({ finding }) => finding.fixable).length;
  // No number: some findings come to light when others are put right.
  const part = fixable === all.length ? 'all' : 'some';
  const counts = `${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  console.result(fixable === 0 ? counts : `${counts}; "vappt fix" puts ${part} of it right`);
}
