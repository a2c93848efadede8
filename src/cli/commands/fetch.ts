import { fetchReport } from '../../core/report/fetchReport';
import { readFromServer } from '../../core/send/fetchAppointment';
import { english } from '../../core/text';
import { systemClock } from '../../node/system';
import { toBaseFile } from '../baseFile';
import { connect } from '../connect';
import { readTarget } from '../readTarget';
import { EXIT_CODES } from '../exitCodes';
import { addConnectionOptions, addFormat, type ConnectionOptions, type Format } from '../options';
import { paintReport } from '../colour';
import { printable } from '../printable';
import type { Subcommand } from '../program';

interface Options extends ConnectionOptions {
  readonly format: Format;
}

/** `vappt fetch FILE` or `vappt fetch --meeting ID` */
export const fetchCommand: Subcommand = (program, console, exit) => {
  addFormat(addConnectionOptions(program.command('fetch').description('Reads the appointment and its tag.')))
    .argument('[file]', 'payload file that names the meeting; "-" is standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  vappt fetch a.vappt.json --format json > a.base.json\n  vappt fetch --meeting ID --cloud global',
    )
    .action(async (path: string | undefined, options: Options) => {
      const plan = await readTarget(path, options, console);
      if (plan === undefined) {
        exit(EXIT_CODES.invalid);
        return;
      }
      const client = await connect(options, console);
      const record = await readFromServer({ client, clock: systemClock }, plan, console.signal);
      const { result } = record;
      if (result.kind !== 'read') {
        console.note(paintReport(printable(fetchReport(record, english)), result.kind, console.noteColours));
        exit(EXIT_CODES[result.kind]);
        return;
      }
      const file = toBaseFile(result.base, record.request.url);
      if (options.format === 'text' && options.quiet !== true)
        console.note(paintReport(printable(fetchReport(record, english)), result.kind, console.noteColours));
      console.result(printable(JSON.stringify(options.format === 'json' ? file : file.appointment, null, 2)));
      exit(0);
    });
};
