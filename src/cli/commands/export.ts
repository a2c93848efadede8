import { Option } from 'commander';
import { EXPORT_FORM_NAMES, EXPORT_FORMS, type ExportFormName } from '../../core/export/forms';
import { TAG_TO_COME } from '../../core/send/plannedRequest';
import { EXIT_CODES } from '../exitCodes';
import { addPlannedOptions, planned, type PlannedOptions } from '../planned';
import { printable } from '../printable';
import type { Subcommand } from '../program';

interface Options extends PlannedOptions {
  readonly as: ExportFormName;
}

/** `vappt export FILE --as FORM` */
export const exportCommand: Subcommand = (program, console, exit) => {
  addPlannedOptions(
    program.command('export').description('Prints the request that "send" would make in another form.'),
  )
    .addOption(new Option('--as <form>', 'the form').choices(EXPORT_FORM_NAMES).makeOptionMandatory())
    .addHelpText(
      'after',
      `
Examples:
  vappt export a.vappt.json --as curl --cloud global --if-match 'W/"…"' > send.sh
  TOKEN=… sh send.sh
  vappt export a.vappt.json --as http > a.http`,
    )
    .action(async (path: string, options: Options) => {
      const result = await planned(path, options, console);
      if (result === undefined) {
        exit(EXIT_CODES.invalid);
        return;
      }
      if (result.request.headers['If-Match'] === TAG_TO_COME) {
        console.note(
          `Put the tag that "vappt fetch --format json" prints in place of ${TAG_TO_COME}, or name it with --if-match.`,
        );
      }
      const content = EXPORT_FORMS[options.as].write(result.root, result.request);
      console.result(
        printable(
          options.format === 'json' ? JSON.stringify({ form: options.as, content }, null, 2) : content,
        ),
      );
      exit(0);
    });
};
