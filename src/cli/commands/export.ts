import { EXPORT_FORMS, type ExportFormName } from '../../core/export/forms';
import { TAG_TO_COME } from '../../core/send/plannedRequest';
import { TOKEN_PATH } from '../../core/graph/emulatorPaths';
import type { Console } from '../console';
import { EXIT_CODES } from '../exitCodes';
import { planned, type PlannedOptions } from '../planned';

export interface ExportOptions extends PlannedOptions {
  readonly as: ExportFormName;
}

/** `vappt export FILE --as FORM` */
export async function exportAs(path: string, options: ExportOptions, console: Console): Promise<number> {
  const result = await planned(path, options, console);
  if (result === undefined) {
    return EXIT_CODES.invalid;
  }
  if (result.request.headers['If-Match'] === TAG_TO_COME) {
    console.note(
      `Put the tag that "vappt fetch" prints in place of ${TAG_TO_COME}, or name it with --if-match or --base.`,
    );
  }
  if (options.cloud === 'emulator') {
    console.note(
      `The token is taken from the variable TOKEN. The emulator gives one, as "access_token", for a POST to ${result.root}${TOKEN_PATH}.`,
    );
  }
  const content = EXPORT_FORMS[options.as].write(result.root, result.request);
  console.result(
    options.format === 'json' ? JSON.stringify({ form: options.as, content }, null, 2) : content,
  );
  return 0;
}
