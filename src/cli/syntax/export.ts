import { Option } from 'commander';
import { EXPORT_FORM_NAMES } from '../../core/export/forms';
import type { ExportOptions } from '../commands/export';
import { addPlannedOptions } from './options';
import type { Syntax } from '../program';

/** `vappt export FILE --as FORM` */
export const exportSyntax: Syntax = (program, run) => {
  addPlannedOptions(
    program.command('export').description('Prints the request that "send" would make in another form.'),
    'its tag is the one that is sent',
  )
    .addOption(new Option('--as <form>', 'the form').choices(EXPORT_FORM_NAMES).makeOptionMandatory())
    .addHelpText(
      'after',
      `
Examples:
  vappt export a.vappt.json --as curl --cloud global --base a.base.json > send.sh
  TOKEN=… sh send.sh
  vappt export a.vappt.json --as http > a.http`,
    )
    .action((path: string, options: ExportOptions) =>
      run(({ exportAs }, console) => exportAs(path, options, console)),
    );
};
