import { InvalidArgumentError, Option } from 'commander';
import { CLOUD_NAMES, type CloudName } from '../../core/graph/clouds';
import type { LintContext } from '../../core/lint/rule';
import { addFormat } from '../options';
import { countFindings, findingLine, findingsJson, type FindingJson, plural } from '../findings';
import { namedFiles } from '../files';
import { readPayloadFile } from '../payloadFile';
import type { Subcommand } from '../program';
import { USAGE, UsageError } from '../exitCodes';
import { printable, usageErrorLine } from '../printable';
import type { Console } from '../console';
import { sarifLog } from '../sarif';

interface Options {
  readonly format: 'text' | 'json' | 'sarif';
  readonly maxWarnings?: number;
  readonly cloud?: CloudName;
}

interface FileResult {
  readonly path: string;
  readonly findings: readonly FindingJson[];
}

/** `vappt validate FILE…` */
export const validateCommand: Subcommand = (program, console, exit) => {
  addFormat(program.command('validate').description('Checks payload files and lists what it finds.'), [
    'text',
    'json',
    'sarif',
  ])
    .option('--max-warnings <count>', 'how many warnings are fine (default: any number)', parseCount)
    .addOption(
      new Option('--cloud <name>', 'say what holds for this cloud too, such as the retirement').choices(
        CLOUD_NAMES,
      ),
    )
    .argument('<file...>', 'payload files, folders or globs; "-" is standard input')
    .addHelpText(
      'after',
      `
Examples:
  vappt validate a.vappt.json payloads/
  vappt validate "payloads/**/*.vappt.json" --max-warnings 0
  vappt validate - --format json < a.vappt.json
  vappt validate payloads/ --format sarif > vappt.sarif`,
    )
    .action(async (args: string[], { format, maxWarnings = Infinity, cloud }: Options) => {
      const { files: paths, problems } = await namedFiles(args);
      const files: FileResult[] = [];
      const unread: UsageError[] = [...problems];
      for (const path of paths) {
        const checked = await check(path, console, cloud === undefined ? {} : { cloud });
        if (checked instanceof UsageError) unread.push(checked);
        else files.push(checked);
      }
      // A file that cannot be read is a note, so that it does not hide what is found in the others.
      for (const problem of unread) console.note(usageErrorLine(problem));

      const { errors, warnings } = countFindings(files.flatMap(({ findings }) => findings));
      const json = (value: unknown): void => {
        console.result(printable(JSON.stringify(value, null, 2)));
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

      if (unread.length > 0) exit(USAGE);
      else exit(errors > 0 || warnings > maxWarnings ? 1 : 0);
    });
};

async function check(path: string, console: Console, context: LintContext): Promise<FileResult | UsageError> {
  try {
    const { document, findings } = await readPayloadFile(path, console, context);
    const { schemaFindings } = await import('../../node/schemaFindings');
    const all = [...findings, ...(await schemaFindings(document))].sort((a, b) => a.offset - b.offset);
    return { path, findings: findingsJson(document, all) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error;
  }
}

function printText(files: readonly FileResult[], errors: number, warnings: number, console: Console): void {
  const all = files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
  for (const { path, finding } of all) console.result(findingLine(path, finding, console.resultColours));
  const fixable = all.filter(({ finding }) => finding.fixable).length;
  const counts = `${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`;
  console.result(fixable === 0 ? counts : `${counts}; "vappt fix" puts ${fixable} right`);
}

function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Give a whole number from 0.');
  return Number(value);
}
