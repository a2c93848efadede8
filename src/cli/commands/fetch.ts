import { fetchReport } from '../../core/report/fetchReport';
import { readFromServer } from '../../core/send/fetchAppointment';
import { english } from '../../core/text';
import { systemClock } from '../../node/system';
import { isOthersMeeting } from '../../core/report/explanations';
import { toBaseFile } from '../baseFile';
import { hasToken } from '../connect';
import { reading } from '../reading';
import type { Console } from '../console';
import { EXIT_CODES } from '../exitCodes';
import type { ConnectionOptions, Format } from '../options';
import { paintReport } from '../colour';
import { nextAfterRead } from '../hereNext';

export interface FetchOptions extends ConnectionOptions {
  readonly format: Format;
}

/** `vappt fetch FILE` or `vappt fetch --meeting ID` */
export async function fetch(
  path: string | undefined,
  options: FetchOptions,
  console: Console,
): Promise<number> {
  return await reading(path, options, console, async ({ plan, personal, client }) => {
    const record = await readFromServer({ client, clock: systemClock }, plan, console.signal);
    const { result } = record;
    const report = (): void => {
      const next =
        result.kind === 'read'
          ? undefined
          : nextAfterRead(
              result.kind,
              { ...options, hasToken: hasToken(options, console) },
              isOthersMeeting(record.call.reply) ? undefined : path,
            );
      const text = fetchReport(record, english, personal, next);
      console.note(paintReport(text, result.kind, console.noteColours));
    };
    if (result.kind !== 'read') {
      report();
      return EXIT_CODES[result.kind];
    }
    const file = toBaseFile({ base: result.base }, record.request.url);
    if (options.format === 'text' && options.quiet !== true) report();
    console.result(JSON.stringify(options.format === 'json' ? file : file.appointment, null, 2));
    return 0;
  });
}
