import { Uri, window } from 'vscode';
import { PAYLOAD_SUFFIX } from '../../manifest';
import { notify } from '../notify';
import { isFile } from '../selector';
import { say } from '../translate';

/**
 * Says why a command found no payload to work with.
 *
 * @param argument what the command was given; without a document the one in front was meant
 */
export function tellNoPayload(argument: unknown): void {
  const meant = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  notify(
    'warning',
    meant?.path.endsWith(PAYLOAD_SUFFIX) === true && !isFile(meant)
      ? say('This is an earlier version or a copy of a payload file. Open the file itself, and run it there.')
      : say('Open a payload file (*.vappt.json) first, or click into the one that is meant.'),
  );
}
