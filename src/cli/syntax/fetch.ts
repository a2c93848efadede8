import type { FetchOptions } from '../commands/fetch';
import { addConnectionOptions, addFormat } from './options';
import type { Syntax } from '../program';

/** `vappt fetch FILE` or `vappt fetch --meeting ID` */
export const fetchSyntax: Syntax = (program, run) => {
  addFormat(addConnectionOptions(program.command('fetch').description('Reads the appointment and its tag.')))
    .argument('[file]', 'payload file that names the meeting; "-" is standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  vappt fetch a.vappt.json --format json > a.base.json\n  vappt fetch --meeting ID --cloud global',
    )
    .action((path: string | undefined, options: FetchOptions) =>
      run(({ fetch }, console) => fetch(path, options, console)),
    );
};
