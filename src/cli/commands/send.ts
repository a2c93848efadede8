import type { IfMatch } from '../../core/graph/ifMatch';
import { appointmentPath } from '../../core/graph/target';
import { readDirectives } from '../../core/payload/directives';
import { personalValues } from '../../core/payload/personalValues';
import { sendReport } from '../../core/report/sendReport';
import { sendPatch } from '../../core/send/sendPatch';
import { english } from '../../core/text';
import { systemClock } from '../../node/system';
import { readBaseFile, SingleBase } from '../baseFile';
import { connect } from '../connect';
import { EXIT_CODES, UsageError } from '../exitCodes';
import {
  addConnectionOptions,
  addFormat,
  type ConnectionOptions,
  type Format,
  parseIfMatch,
} from '../options';
import { readPayloadFile } from '../payloadFile';
import { planFor } from '../plan';
import { printable } from '../printable';
import type { Subcommand } from '../program';
import { refuseInvalid } from '../refuseInvalid';
import { invalidJson, sendJson } from '../sendJson';

interface Options extends ConnectionOptions {
  readonly format: Format;
  readonly ifMatch?: IfMatch;
  readonly base?: string;
}

/** `vappt send FILE` */
export const sendCommand: Subcommand = (program, console, exit) => {
  addFormat(
    addConnectionOptions(
      program.command('send').description('Sends a payload file as a PATCH and says what became of it.'),
    ),
  )
    .option(
      '--if-match <condition>',
      'auto: the tag of --base, or of a read just before; require: the tag of --base; none: unconditional; * or a tag',
      parseIfMatch,
    )
    .option('--base <file>', 'what "vappt fetch --format json" printed: gives the tag')
    .argument('<file>', 'payload file; "-" is standard input')
    .action(async (path: string, options: Options) => {
      const file = await readPayloadFile(path, console);
      const { document } = file;
      if (refuseInvalid(file, console)) {
        if (options.format === 'json') console.result(invalidJson(path));
        exit(EXIT_CODES.invalid);
        return;
      }
      const plan = planFor(readDirectives(document), options, options.ifMatch);
      if (plan.ifMatch.kind === 'require' && options.base === undefined) {
        throw new UsageError(
          '--if-match require needs the tag of an earlier read: name it with --base FILE.',
        );
      }
      const client = await connect(options, console);
      const base =
        options.base === undefined
          ? undefined
          : await readBaseFile(options.base, client.url(appointmentPath(plan.target)));
      const parts = { client, bases: new SingleBase(base), clock: systemClock };
      const record = await sendPatch(parts, plan, document, console.signal);
      const personal = personalValues(document);
      if (options.format === 'json') console.result(printable(sendJson(path, record, personal)));
      else console.result(printable(sendReport(record, english, personal)));
      exit(EXIT_CODES[record.outcome.kind]);
    });
};
