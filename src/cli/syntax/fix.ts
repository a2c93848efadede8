import type { FixOptions } from '../commands/fix';
import { addFormat } from './options';
import type { Checks, Syntax } from '../program';

/** `vappt fix FILE…` */
export const fixSyntax: Syntax<Checks> = (program, run) => {
  addFormat(
    program
      .command('fix')
      .description('Puts right in payload files what can only have been meant in one way.'),
  )
    .option('--dry-run', 'print what would be changed, and change nothing')
    .argument('<file...>', 'payload files, folders or globs; "-" prints standard input, put right')
    .addHelpText(
      'after',
      `
Comments are removed, since JSON has none. A file that is not JSON stays as it is.

Examples:
  vappt fix a.vappt.json payloads/
  vappt fix payloads/ --dry-run
  vappt fix - < a.vappt.json`,
    )
    .action((args: string[], options: FixOptions) => run(({ fix }, console) => fix(args, options, console)));
};
