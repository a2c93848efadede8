import { Option } from 'commander';
import { toCurl } from '../../core/export/curl';
import { EXIT_CODES } from '../exitCodes';
import { addPlannedOptions, planned, type PlannedOptions } from '../planned';
import { printable } from '../printable';
import type { Subcommand } from '../program';

interface Options extends PlannedOptions {
  readonly as: 'curl';
}

/** `vappt export FILE --as curl` */
export const exportCommand: Subcommand = (program, console, exit) => {
  addPlannedOptions(
    program.command('export').description('Prints the request that "send" would make in another form.'),
  )
    .addOption(new Option('--as <form>', 'the form').choices(['curl']).makeOptionMandatory())
    .addHelpText('after', '\nExample:\n  vappt export a.vappt.json --as curl --cloud global')
    .action(async (path: string, options: Options) => {
      const result = await planned(path, options, console);
      if (result === undefined) {
        exit(EXIT_CODES.invalid);
        return;
      }
      const content = toCurl(result.root, result.request);
      console.result(
        printable(
          options.format === 'json' ? JSON.stringify({ form: options.as, content }, null, 2) : content,
        ),
      );
      exit(0);
    });
};
