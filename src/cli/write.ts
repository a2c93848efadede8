import type { IfMatch } from '../core/graph/ifMatch';
import { appointmentPath } from '../core/graph/target';
import { readDirectives } from '../core/payload/directives';
import { personalValues } from '../core/payload/personalValues';
import { sendReport } from '../core/report/sendReport';
import type { sendPatch } from '../core/send/sendPatch';
import { english } from '../core/text';
import { systemClock } from '../node/system';
import { readBaseFile, saveBaseFile, SingleBase } from './baseFile';
import { paintReport } from './colour';
import { connect } from './connect';
import type { Console } from './console';
import { EXIT_CODES, UsageError } from './exitCodes';
import type { ConnectionOptions, Format } from './options';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { printable } from './printable';
import { refuseInvalid } from './refuseInvalid';
import { invalidJson, sendJson } from './sendJson';

export interface WriteOptions extends ConnectionOptions {
  readonly format: Format;
  readonly ifMatch?: IfMatch;
  readonly base?: string;
  readonly saveBase?: string;
}

/** Carries out `send` or `create` for one file and prints what became of it. Returns the exit code. */
export async function write(
  operation: typeof sendPatch,
  path: string,
  options: WriteOptions,
  console: Console,
): Promise<number> {
  const file = await readPayloadFile(path, console);
  const { document } = file;
  if (refuseInvalid(file, console)) {
    if (options.format === 'json') console.result(invalidJson(path));
    return EXIT_CODES.invalid;
  }
  const plan = planFor(readDirectives(document), options, options.ifMatch);
  if (plan.ifMatch.kind === 'require' && options.base === undefined) {
    throw new UsageError('--if-match require needs the tag of an earlier read: name it with --base FILE.');
  }
  const client = await connect(options, console);
  const url = client.url(appointmentPath(plan.target));
  const bases = new SingleBase(
    options.base === undefined ? undefined : await readBaseFile(options.base, url),
  );
  const record = await operation({ client, bases, clock: systemClock }, plan, document, console.signal);
  const personal = personalValues(document);
  if (options.format === 'json') {
    console.result(printable(sendJson(path, record, personal)));
  } else {
    const report = printable(sendReport(record, english, personal));
    console.result(paintReport(report, record.outcome.kind, console.resultColours));
  }
  if (options.saveBase !== undefined && record.outcome.kind === 'updated') {
    const known = bases.get();
    if (known !== undefined && known.theirs === undefined) {
      await saveBaseFile(options.saveBase, known.base, url);
    } else {
      console.note(
        `${options.saveBase} was not written: what the server has now is not what was sent. Fetch it.`,
      );
    }
  }
  return EXIT_CODES[record.outcome.kind];
}
