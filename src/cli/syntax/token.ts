import { Option } from 'commander';
import { REAL_CLOUD_NAMES } from '../../core/graph/clouds';
import type { TokenOptions } from '../commands/token';
import { addFormat } from './options';
import type { Syntax } from '../program';

/** `vappt token check` */
export const tokenSyntax: Syntax = (program, run) => {
  const token = program.command('token').description('Says what an access token is good for.');
  addFormat(
    token
      .command('check')
      .description('Checks the token of VAPPT_TOKEN as far as it can be read. Sends nothing.'),
  )
    .addOption(
      new Option('--cloud <name>', 'the cloud it is meant for').choices(REAL_CLOUD_NAMES).default('global'),
    )
    .option('--token-stdin', 'read the access token from standard input instead of VAPPT_TOKEN')
    .addHelpText('after', '\nExample:\n  pbpaste | vappt token check --token-stdin')
    .action((options: TokenOptions) => run(({ checkToken }, console) => checkToken(options, console)));
};
