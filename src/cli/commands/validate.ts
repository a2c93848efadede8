import { addFormat, type Format } from '../options';
import { findingLine, findingsJson, type FindingJson } from '../findings';
import { readPayloadFile } from '../payloadFile';
import type { Subcommand } from '../program';
import { USAGE, UsageError } from '../exitCodes';
import { printable, usageErrorLine } from '../printable';
import type { Console } from '../console';

interface Options {
  readonly format: Format;
}

interface FileResult {
  readonly path: string;
  readonly findings: readonly FindingJson[];
}

/** `vappt validate FILE…` */
export const validateCommand: Subcommand = (program, console, exit) => {
  addFormat(program.command('validate').description('Checks payload files and lists what it finds.'))
    .argument('<file...>', 'payload files; "-" is standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  vappt validate a.vappt.json b.vappt.json\n  vappt validate - --format json < a.vappt.json',
    )
    .action(async (paths: string[], { format }: Options) => {
      if (paths.filter((path) => path === '-').length > 1) {
        throw new UsageError('Only one argument can be standard input, since that is read once.');
      }
      const checked = await Promise.all(paths.map(async (path) => await check(path, console)));
      const files = checked.filter((result) => result !== undefined);
      const count = (severity: string): number =>
        files.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
      const errors = count('error');
      const warnings = count('warning');
      if (format === 'json') console.result(printable(JSON.stringify({ files, errors, warnings }, null, 2)));
      else if (files.length > 0) printText(files, errors, warnings, console);
      if (files.length < paths.length) exit(USAGE);
      else exit(errors > 0 ? 1 : 0);
    });
};

/** A file that cannot be read is a note, so that it does not hide what is found in the others. */
async function check(path: string, console: Console): Promise<FileResult | undefined> {
  try {
    const { document, findings } = await readPayloadFile(path, console);
    const { schemaFindings } = await import('../../node/schemaFindings');
    const all = [...findings, ...(await schemaFindings(document))].sort((a, b) => a.offset - b.offset);
    return { path, findings: findingsJson(document.text, all) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.note(usageErrorLine(error));
    return undefined;
  }
}

function printText(files: readonly FileResult[], errors: number, warnings: number, console: Console): void {
  for (const { path, findings } of files) {
    for (const finding of findings) console.result(findingLine(path, finding, console.resultColours));
  }
  console.result(
    `${plural(files.length, 'file')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
  );
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
