import { previewHeaders, previewRequest } from '../../core/report/preview';
import { EXIT_CODES } from '../exitCodes';
import { addPlannedOptions, planned, type PlannedOptions } from '../planned';
import { printable } from '../printable';
import type { Subcommand } from '../program';

/** `vappt preview FILE` */
export const previewCommand: Subcommand = (program, console, exit) => {
  addPlannedOptions(
    program.command('preview').description('Shows the request that "send" would make. Sends nothing.'),
  )
    .addHelpText('after', '\nExample:\n  vappt preview a.vappt.json --cloud global')
    .action(async (path: string, options: PlannedOptions) => {
      const result = await planned(path, options, console);
      if (result === undefined) {
        exit(EXIT_CODES.invalid);
        return;
      }
      const { root, request } = result;
      if (options.format === 'json') {
        const { method, path: requestPath, body } = request;
        const json = { method, url: root + requestPath, headers: previewHeaders(request), body };
        console.result(printable(JSON.stringify(json, null, 2)));
      } else {
        console.result(printable(previewRequest(root, request).trimEnd()));
      }
      exit(0);
    });
};
