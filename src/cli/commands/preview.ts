import { previewHeaders, previewRequest } from '../../core/report/preview';
import { previewChanges } from '../../core/merge/previewChanges';
import { bodyValue } from '../../core/payload/body';
import { previewTexts } from '../../core/report/previewTexts';
import { english } from '../../core/text';
import { EXIT_CODES } from '../exitCodes';
import { addPlannedOptions, planned, type PlannedOptions } from '../planned';
import { printable } from '../printable';
import type { Subcommand } from '../program';

/** `vappt preview FILE` */
export const previewCommand: Subcommand = (program, console, exit) => {
  addPlannedOptions(
    program.command('preview').description('Shows the request that "send" would make. Sends nothing.'),
  )
    .option('--base <file>', 'what "vappt fetch --format json" printed: says what will change since then')
    .addHelpText('after', '\nExample:\n  vappt preview a.vappt.json --base a.base.json')
    .action(async (path: string, options: PlannedOptions) => {
      const result = await planned(path, options, console);
      if (result === undefined) {
        exit(EXIT_CODES.invalid);
        return;
      }
      const { root, request, document, base } = result;
      const changes = base && previewChanges(base.appointment, bodyValue(document));
      if (options.format === 'json') {
        const { method, path: requestPath, body } = request;
        const json = { method, url: root + requestPath, headers: previewHeaders(request), body, changes };
        console.result(printable(JSON.stringify(json, null, 2)));
      } else {
        console.result(printable(previewRequest(root, request).trimEnd()));
        const words = changes === undefined ? [] : previewTexts(changes);
        for (const line of words) console.result(printable(`\n${english(line)}`));
      }
      exit(0);
    });
};
