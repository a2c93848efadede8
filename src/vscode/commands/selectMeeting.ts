import { Uri } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import { pickDocument } from '../payloads';
import type { Services } from '../services';
import { say } from '../translate';
import { chooseMeeting, organiserOf } from './askMeeting';
import { type Lookup, lookUpMeeting } from './lookUpMeeting';
import type { Handler } from './runCommand';
import { tellNoPayload } from './tellNoPayload';
import { isWritable, writeMeeting } from './writeMeeting';

/**
 * Select Meeting: writes the id of an online meeting into the payload. It is chosen, typed, or looked up by its join
 * link or number, which a quick fix hands over.
 */
export const selectMeeting: Handler = async (services, uri, given) => {
  const document = await pickDocument(uri instanceof Uri ? uri : undefined, services.lastPayload.uri);
  if (document === undefined) {
    tellNoPayload(uri);
    return;
  }
  if (!isWritable(document)) return;
  const organiser = organiserOf(document);
  const meeting = isLookup(given)
    ? await lookUpMeeting(services, organiser, given)
    : await ask(services, organiser);
  if (meeting !== undefined) await writeMeeting(document.uri, meeting);
};

async function ask(
  services: Services,
  organiser: ReturnType<typeof organiserOf>,
): Promise<string | undefined> {
  return await chooseMeeting(services, organiser, {
    why: say('Its id is written into the payload as "$meeting".'),
    canList: organiser.cloud === 'emulator',
    canLookUp: true,
  });
}

function isLookup(value: unknown): value is Lookup {
  if (!isRecord(value)) return false;
  const { by, value: sought } = value;
  return (by === 'joinWebUrl' || by === 'joinMeetingId') && typeof sought === 'string';
}
