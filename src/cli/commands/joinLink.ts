import { joinLinkReport } from '../../core/report/joinLinkReport';
import { getJoinLink } from '../../core/send/getJoinLink';
import { english } from '../../core/text';
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

/** `vappt join-link FILE` or `vappt join-link --meeting ID` */
export const joinLinkCommand: Subcommand = (program, console, exit) => {
  addFormat(
    addConnectionOptions(
      program
        .command('join-link')
        .description('Gets the join link by getVirtualAppointmentJoinWebUrl, which replaces the resource.'),
    ),
  )
    .argument('[file]', 'payload file that names the meeting; "-" is standard input')
    .addHelpText('after', '\nExample:\n  vappt join-link a.vappt.json --cloud global')
    .action(async (path: string | undefined, options: Options) => {
      const plan = await readTarget(path, options, console);
      if (plan === undefined) {
        exit(EXIT_CODES.invalid);
        return;
      }
      const record = await getJoinLink(await connect(options, console), plan, console.signal);
      const { result } = record;
      if (result.kind !== 'link') {
        console.note(
          paintReport(printable(joinLinkReport(record, english)), result.kind, console.noteColours),
        );
        exit(EXIT_CODES[result.kind]);
        return;
      }
      const { url } = result;
      console.result(
        printable(options.format === 'json' ? JSON.stringify({ joinWebUrl: url }, null, 2) : url),
      );
      exit(0);
    });
};
