import type { Uri } from 'vscode';
import { type Target, targetOfKey } from '../../core/graph/target';
import { type KnownAppointment, lastReadAt, tagState, type TagState } from '../../core/send/base';
import { shortId } from '../../core/graph/shortId';
import { readConfig } from '../config';
import type { Services } from '../services';
import { say } from '../translate';
import { type Line, ViewItem } from './item';
import { tagText } from '../language/stateText';
import { fileLabel, fileName } from '../fileName';
import { shortTime } from './shortTime';
import { meetingKey, type PayloadFiles } from './payloadFiles';

interface Read {
  readonly key: string;
  readonly target: Target;
  readonly account: string | undefined;
  readonly known: KnownAppointment;
}

/** The appointments that were read in this workspace, the last one first, and what their tags are worth. */
export async function appointments(services: Services, files: PayloadFiles): Promise<ViewItem[]> {
  const { bases, clock } = services;
  const read = bases.keys().flatMap((key): Read[] => {
    const known = bases.get(key);
    const named = targetOfKey(key);
    return known === undefined || named === undefined ? [] : [{ key, known, ...named }];
  });
  read.sort((a, b) => lastReadAt(b.known) - lastReadAt(a.known));
  const { cloud } = readConfig();
  const account = await services.accountOf(cloud);
  const about = read.length === 0 ? new Map<string, Uri>() : await files.byMeeting();
  return read.map((each) => {
    const isHere =
      each.target.cloud === cloud && (each.account === undefined || each.account === account?.id);
    return itemOf(each, { now: clock.now(), uri: about.get(meetingKey(each.target)), isHere });
  });
}

function itemOf(
  { key, target, known }: Read,
  { now, uri, isHere }: { readonly now: number; readonly uri: Uri | undefined; readonly isHere: boolean },
): ViewItem {
  const state = tagState(known, now);
  const words = tagText(state);
  const readAt = say('read {time}', { time: shortTime(lastReadAt(known), now) });
  // First: what is known there does not count here.
  const elsewhere = isHere ? [] : [target.cloud];
  const where = isHere ? target.cloud : say('{cloud}, not chosen now', { cloud: target.cloud });
  const label = uri === undefined ? shortId(target.meetingId) : fileLabel(uri);
  return new ViewItem(
    {
      ...LOOKS[state.kind],
      id: key,
      label,
      // Short: the age of a fresh tag says when it was read, and of a stale one it does not matter.
      description: [...elsewhere, words, ...(SAYS_ENOUGH.includes(state.kind) ? [] : [readAt])].join(' · '),
      tooltip: [...(uri === undefined ? [] : [fileName(uri)]), words, readAt, where, target.meetingId].join(
        '\n',
      ),
      context: ['vappt.appointment', state.kind, ...(uri ? ['file'] : []), ...(isHere ? ['here'] : [])].join(
        '.',
      ),
      ...(uri !== undefined && { click: { title: say('Open'), command: 'vscode.open', arguments: [uri] } }),
    },
    { uri, key },
  );
}

const SAYS_ENOUGH: readonly TagState['kind'][] = ['fresh', 'stale'];

const LOOKS: Readonly<Record<TagState['kind'], Pick<Line, 'icon' | 'isWarning'>>> = {
  fresh: { icon: 'pass' },
  stale: { icon: 'warning', isWarning: true },
  spent: { icon: 'question' },
  unknown: { icon: 'question' },
};
