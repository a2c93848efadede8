import { Option } from 'commander';
import { CLOUD_NAMES } from '../../core/graph/clouds';
import type { ValidateOptions } from '../commands/validate';
import { addFormat, parseCount } from './options';
import type { Checks, Syntax } from '../program';

/** `vappt validate FILE…` */
export const validateSyntax: Syntax<Checks> = (program, run) => {
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
    .action((args: string[], options: ValidateOptions) =>
      run(({ validate }, console) => validate(args, options, console)),
    );
};
