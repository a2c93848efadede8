import { tagState, type TagState } from '../../core/send/base';
import type { PayloadState } from '../payloadState';
import { say } from '../translate';

/** The state of a payload at a glance: cloud, and what is known of the appointment's tag. Short: it shares its line. */
export function stateText({ cloud, target, known }: PayloadState, now: number): string {
  const where = cloud === 'emulator' ? `$(beaker) ${say('emulator')}` : `$(globe) ${cloud}`;
  if (target === undefined) return `${where} · ${say('no meeting yet')}`;
  const state = tagState(known, now);
  return `${where} · ${state.kind === 'stale' ? '$(warning) ' : ''}${tagText(state)}`;
}

/** What a tag is worth, in the same words everywhere. */
export function tagText(state: TagState): string {
  switch (state.kind) {
    case 'unknown':
      return say('tag unknown');
    case 'spent':
      return say('tag spent');
    case 'stale':
      return say('the server has changed');
    case 'fresh':
      return freshText(Math.floor(state.ageMs / 60_000));
  }
}

function freshText(minutes: number): string {
  if (minutes < 1) return say('tag fresh');
  if (minutes < 60) return say('tag {minutes} min old', { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? say('tag {hours} h old', { hours })
    : say('tag {days} days old', { days: Math.floor(hours / 24) });
}
