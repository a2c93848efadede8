import { accountName } from '../../core/auth/account';
import { PERMISSION, TO_GET_JOIN_LINK, TO_READ } from '../../core/auth/permissions';
import { checkPastedToken, type PastedTokenCheck } from '../../core/auth/pastedToken';
import type { RealCloud } from '../../core/graph/clouds';
import { english } from '../../core/text';
import { systemClock } from '../../node/system';
import { givenToken } from '../connect';
import type { Console } from '../console';
import { EXIT_CODES } from '../exitCodes';
import type { Format } from '../options';

export interface TokenOptions {
  readonly cloud: RealCloud;
  readonly format: Format;
  readonly tokenStdin?: true;
}

/** `vappt token check` */
export async function checkToken(options: TokenOptions, console: Console): Promise<number> {
  const given = await givenToken(options, console);
  const checkFor = (permissions: readonly string[]): PastedTokenCheck | undefined =>
    given === undefined ? undefined : checkPastedToken(given, options.cloud, systemClock.now(), permissions);
  const check = checkFor([PERMISSION]);
  const usable = check?.kind === 'usable' ? check.token : undefined;
  const reason =
    check === undefined
      ? 'There is no access token. Put one in VAPPT_TOKEN, or pipe it in with --token-stdin.'
      : check.kind === 'usable'
        ? null
        : checkFor(TO_READ)?.kind === 'usable'
          ? `Good for fetch and join-link, and not for send: it lacks the permission ${PERMISSION}.`
          : checkFor(TO_GET_JOIN_LINK)?.kind === 'usable'
            ? `Good for join-link only: it lacks the permission ${PERMISSION}.`
            : english(check.reason);
  const { account: who } = usable ?? {};
  const expires = who?.expiresAt === undefined ? null : new Date(who.expiresAt).toISOString();
  if (options.format === 'json') {
    const { tenant: _, ...named } = who ?? { id: '', label: '' };
    const account = who === undefined ? null : accountName(named, english);
    const result = { usable: usable !== undefined, cloud: options.cloud, account, expires, reason };
    console.result(JSON.stringify(result, null, 2));
  } else {
    const name = who === undefined ? '?' : accountName(who, english);
    const usableText =
      expires === null
        ? `Perhaps usable for ${options.cloud}: it cannot be read here, so only a request will show.`
        : `Usable for ${options.cloud} as ${name}, until ${expires}.`;
    console.result(reason ?? usableText);
  }
  return usable === undefined ? EXIT_CODES.signInNeeded : 0;
}
