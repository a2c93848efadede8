import type { JoinLinkOptions } from '../commands/joinLink';
import { addConnectionOptions, addFormat } from './options';
import type { Syntax } from '../program';

/** `vappt join-link FILE` or `vappt join-link --meeting ID` */
export const joinLinkSyntax: Syntax = (program, run) => {
  addFormat(
    addConnectionOptions(
      program
        .command('join-link')
        .description('Gets the join link by getVirtualAppointmentJoinWebUrl, which replaces the resource.'),
    ),
  )
    .argument('[file]', 'payload file that names the meeting; "-" is standard input')
    .addHelpText('after', '\nExample:\n  vappt join-link a.vappt.json --cloud global')
    .action((path: string | undefined, options: JoinLinkOptions) =>
      run(({ joinLink }, console) => joinLink(path, options, console)),
    );
};
