import { Uri } from 'vscode';
import type { CloudName } from '../../core/graph/clouds';
import { shortId } from '../../core/graph/shortId';
import { appointmentPath, targetOfKey } from '../../core/graph/target';
import { lastReadAt } from '../../core/send/base';
import { fileName } from '../fileName';
import type { Services } from '../services';

/** More would only be a list to search. */
const MOST = 10;

export interface RecentMeeting {
  readonly id: string;
  /** The file that was sent to it last, or the id in short. */
  readonly label: string;
  readonly readAt: number;
}

/** The meetings whose appointments were read lately in a cloud, the last one first. */
export function recentMeetings(
  { bases, history }: Pick<Services, 'bases' | 'history'>,
  cloud: CloudName,
): RecentMeeting[] {
  const found = new Map<string, RecentMeeting>();
  const sends = history.entries();
  for (const key of bases.keys()) {
    const target = targetOfKey(key)?.target;
    const known = bases.get(key);
    if (target?.cloud !== cloud || known === undefined) continue;
    const { meetingId: id } = target;
    const readAt = Math.max(lastReadAt(known), found.get(id)?.readAt ?? 0);
    const path = appointmentPath(target);
    const file = sends.find((send) => send.cloud === cloud && send.path === path)?.document;
    const label = file === undefined ? undefined : fileName(Uri.parse(file));
    found.set(id, { id, label: label ?? found.get(id)?.label ?? shortId(id), readAt });
  }
  return [...found.values()].sort((a, b) => b.readAt - a.readAt).slice(0, MOST);
}
