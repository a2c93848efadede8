import type { PlannedOptions } from '../planned';
import { addPlannedOptions } from './options';
import type { Syntax } from '../program';

/** `vappt preview FILE` */
export const previewSyntax: Syntax = (program, run) => {
  addPlannedOptions(
    program.command('preview').description('Shows the request that "send" would make. Sends nothing.'),
    'says what will change since then',
  )
    .addHelpText('after', '\nExample:\n  vappt preview a.vappt.json --base a.base.json')
    .action((path: string, options: PlannedOptions) =>
      run(({ preview }, console) => preview(path, options, console)),
    );
};
