import { Option } from 'commander';
import { accountName } from '../../core/auth/account';
import { PERMISSION } from '../../core/auth/permissions';
import { checkPastedToken } from '../../core/auth/pastedToken';
import { CLOUD_NAMES, type RealCloud } from '../../core/graph/clouds';
import { english } from '../../core/text';
import { systemClock } from '../../node/system';
import { givenToken } from '../connect';
import { EXIT_CODES } from '../exitCodes';
import { addFormat, type Format } from '../options';
import { printable } from '../printable';
import type { Subcommand } from '../program';

interface Options {
  readonly cloud: RealCloud;
  readonly format: Format;
  readonly tokenStdin?: true;
}

/** `vappt token check` */
export const tokenCommand: Subcommand = (program, console, exit) => {
  const token = program.command('token').description('Says what an access token is good for.');
  addFormat(
    token
      .command('check')
      .description('Checks the token of VAPPT_TOKEN as far as it can be read. Sends nothing.'),
  )
    .addOption(
      new Option('--cloud <name>', 'the cloud it is meant for')
        .choices(CLOUD_NAMES.filter((name) => name !== 'emulator'))
        .default('global'),
    )
    .option('--token-stdin', 'read the access token from standard input instead of VAPPT_TOKEN')
    .addHelpText('after', '\nExample:\n  pbpaste | vappt token check --token-stdin')
    .action(async (options: Options) => {
      const given = await givenToken(options, console);
      const check =
        given === undefined
          ? undefined
          : checkPastedToken(given, options.cloud, systemClock.now(), [PERMISSION]);
      const usable = check?.kind === 'usable' ? check.token : undefined;
      const reason =
        check === undefined
          ? 'There is no access token. Put one in VAPPT_TOKEN, or pipe it in with --token-stdin.'
          : check.kind === 'refused'
            ? english(check.reason)
            : null;
      const { account: who } = usable ?? {};
      const expires = who?.expiresAt === undefined ? null : new Date(who.expiresAt).toISOString();
      if (options.format === 'json') {
        const { tenant: _, ...named } = who ?? { id: '', label: '' };
        const account = who === undefined ? null : accountName(named, english);
        const result = { usable: usable !== undefined, cloud: options.cloud, account, expires, reason };
        console.result(printable(JSON.stringify(result, null, 2)));
      } else {
        console.result(
          printable(
            reason ??
              `Usable for ${options.cloud} as ${who === undefined ? '?' : accountName(who, english)}, until ${expires ?? 'it says not when'}.`,
          ),
        );
      }
      exit(usable === undefined ? EXIT_CODES.signInNeeded : 0);
    });
};
