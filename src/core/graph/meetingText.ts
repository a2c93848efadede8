/** What a text that stands for an online meeting is. Only `id` and `other` can be the id that Graph wants. */
export type MeetingText =
  /** `1*{organiser}*0**{thread}` in base64: the id of an online meeting. */
  | { readonly kind: 'id' }
  /** What people click to join. */
  | { readonly kind: 'joinLink'; readonly url: string }
  /** The number that invitations print, digits only. */
  | { readonly kind: 'number'; readonly digits: string }
  /** The address of an online meeting in Graph, with its id. */
  | { readonly kind: 'graphUrl'; readonly id: string }
  | { readonly kind: 'thread' }
  | { readonly kind: 'teamsJs' }
  | { readonly kind: 'event' }
  | { readonly kind: 'other' };

const JOIN_LINK = /^https:\/\/teams\.(?:microsoft|live)\.(?:com|us)\/(?:l\/meetup-join|meet)\/\S+$/i;
const SHORT_LINK = /^https:\/\/[^/]+\/meet\/(\d{9,13})(?:[/?#]|$)/i;
const GRAPH_URL = /^https?:\/\/[^/]+\/(?:v1\.0|beta)\/.*onlineMeetings?\/([^/?#]+)/i;

/**
 * Tells by its look what somebody has written for a meeting. The look of ids is not documented: it is good for a hint,
 * never for making ids. Sources: OfficeDev/microsoft-teams-library-js#539 (ids of one meeting side by side),
 * microsoftgraph/microsoft-graph-docs-contrib#3862, microsoft-365-agents-toolkit#5243.
 */
export function meetingText(value: string): MeetingText {
  if (/^https?:/i.test(value)) return linkText(value);
  const digits = /^\d[\d ]*$/.test(value.trim()) ? value.replaceAll(' ', '') : '';
  if (/^\d{9,13}$/.test(digits)) return { kind: 'number', digits };
  if (/^19(?::|%3a)\S*(?:@|%40)(?:thread\.|unq\.)/i.test(value)) return { kind: 'thread' };
  if (/^A[AQ]Mk[\w+/=-]{20,}$/.test(value)) return { kind: 'event' };
  const decoded = decode(value);
  if (/^0#.*#0$/s.test(decoded)) return { kind: 'teamsJs' };
  return /^1\*[^*]+\*0\*\*19:/.test(decoded) ? { kind: 'id' } : { kind: 'other' };
}

function linkText(url: string): MeetingText {
  if (JOIN_LINK.test(url)) {
    const digits = SHORT_LINK.exec(url)?.[1];
    return digits === undefined ? { kind: 'joinLink', url } : { kind: 'number', digits };
  }
  const id = GRAPH_URL.exec(url)?.[1];
  return id === undefined ? { kind: 'other' } : { kind: 'graphUrl', id };
}

function decode(value: string): string {
  // An id is some hundred characters long; anything else is not worth the work.
  if (value.length > 4096 || !/^[A-Za-z0-9+/_-]+=*$/.test(value)) return '';
  try {
    return atob(value.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
