import { previewHeaders, previewRequest } from '../../core/report/preview';
import { previewChanges } from '../../core/merge/previewChanges';
import { bodyValue } from '../../core/payload/body';
import { previewTexts } from '../../core/report/previewTexts';
import { english } from '../../core/text';
import type { Console } from '../console';
import { EXIT_CODES } from '../exitCodes';
import { planned, type PlannedOptions } from '../planned';

/** `vappt preview FILE` */
export async function preview(path: string, options: PlannedOptions, console: Console): Promise<number> {
  const result = await planned(path, options, console);
  if (result === undefined) {
    return EXIT_CODES.invalid;
  }
  const { root, request, document, base } = result;
  const changes = base && previewChanges(base.appointment, bodyValue(document));
  if (options.format === 'json') {
    const { method, path: requestPath, body } = request;
    const json = { method, url: root + requestPath, headers: previewHeaders(request), body, changes };
    console.result(JSON.stringify(json, null, 2));
  } else {
    console.result(previewRequest(root, request).trimEnd());
    const words = changes === undefined ? [] : previewTexts(changes);
    for (const line of words) console.result(`\n${english(line)}`);
  }
  return 0;
}
