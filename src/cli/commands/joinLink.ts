import { joinLinkReport } from '../../core/report/joinLinkReport';
import { getJoinLink } from '../../core/send/getJoinLink';
import { english } from '../../core/text';
import { hasToken } from '../connect';
import { reading } from '../reading';
import type { Console } from '../console';
import { EXIT_CODES } from '../exitCodes';
import { nextAfterRead } from '../hereNext';
import type { ConnectionOptions, Format } from '../options';
import { paintReport } from '../colour';

export interface JoinLinkOptions extends ConnectionOptions {
  readonly format: Format;
}

/** `vappt join-link FILE` or `vappt join-link --meeting ID` */
export async function joinLink(
  path: string | undefined,
  options: JoinLinkOptions,
  console: Console,
): Promise<number> {
  return await reading(path, options, console, async ({ plan, personal, client }) => {
    const record = await getJoinLink(client, plan, console.signal);
    const { result } = record;
    if (result.kind !== 'link') {
      const text = joinLinkReport(
        record,
        english,
        personal,
        nextAfterRead(result.kind, { ...options, hasToken: hasToken(options, console) }),
      );
      console.note(paintReport(text, result.kind, console.noteColours));
      return EXIT_CODES[result.kind];
    }
    const { url } = result;
    console.result(options.format === 'json' ? JSON.stringify({ joinWebUrl: url }, null, 2) : url);
    return 0;
  });
}
