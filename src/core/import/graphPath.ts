import { CLOUDS } from '../graph/clouds';
import { meetingIdProblem } from '../graph/ids';
import { type Text, text as say } from '../text';
import { type DirectiveLine, isPlaceholder } from './model';

export interface PathFacts {
  readonly directives: readonly DirectiveLine[];
  readonly notices: readonly Text[];
  readonly isBatch: boolean;
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;
const GRAPH_ORIGINS = new Set(Object.values(CLOUDS).map(({ graphRoot }) => graphRoot));
/** What a path begins with when there is no host before it. */
const FIRST_SEGMENT = /^(?:beta|v1\.0|me|users(?:\(.*\))?|onlineMeetings?|\$batch)$/i;
/** The first pages of the documentation had the singular, and some samples kept it (contradiction C5). */
const MEETINGS = /^onlineMeetings?(?:\('([^']*)'\))?$/i;
const USER = /^users\('([^']*)'\)$/i;

/** Takes the directives out of a request's address. The host is never one of them: no file chooses where it goes. */
export function readAddress(url: string): PathFacts {
  const notices: Text[] = [];
  const [address, query] = splitOnce(url.trim(), /[?#]/);
  const { isGraph, segments } = pathOf(address);
  if (!isGraph) {
    notices.push(
      say('The host was left out, and is not one of Microsoft Graph. A payload file cannot choose a host.'),
    );
  }
  if (query !== undefined && query !== '') notices.push(say('The query of the address was left out.'));
  if (segments.some((segment) => segment.toLowerCase() === 'v1.0')) {
    notices.push(say('The path was for v1.0. virtualAppointment was only ever in beta, and goes there.'));
  }
  const isBatch = segments.at(-1)?.toLowerCase() === '$batch';
  return { ...readSegments(segments, notices), isBatch };
}

function pathOf(address: string): { isGraph: boolean; segments: string[] } {
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(address)?.[1]?.toLowerCase();
  const parts = (scheme === undefined ? address : address.slice(scheme.length + 3)).split('/');
  const [first = ''] = parts;
  const hasHost = scheme !== undefined || !(first === '' || FIRST_SEGMENT.test(first));
  const segments = (hasHost ? parts.slice(1) : parts).filter((part) => part !== '');
  if (!hasHost) return { isGraph: true, segments };
  const host = first.toLowerCase();
  return { isGraph: LOOPBACK.test(host) || GRAPH_ORIGINS.has(`${scheme ?? 'https'}://${host}`), segments };
}

function readSegments(segments: readonly string[], notices: Text[]): Omit<PathFacts, 'isBatch'> {
  const directives: DirectiveLine[] = [];
  const at = segments.findIndex((segment) => MEETINGS.test(segment));
  if (at < 0) {
    notices.push(
      say('The path is not that of a virtual appointment, and names no online meeting. Set "$meeting".'),
    );
    return { directives, notices };
  }
  const key = MEETINGS.exec(segments[at] ?? '')?.[1];
  const meeting = decoded(key ?? segments[at + 1] ?? '');
  if (isPlaceholder(meeting)) {
    notices.push(say('The path has a placeholder for the meeting: "$meeting" was left out.'));
  } else if (meetingIdProblem(meeting) !== undefined) {
    notices.push(say('What the path has for the meeting cannot be an id: "$meeting" was left out.'));
  } else {
    directives.push(['$meeting', meeting]);
  }
  const user = userBefore(segments.slice(Math.max(0, at - 2), at));
  if (user !== undefined && isPlaceholder(user)) {
    notices.push(say('The path has a placeholder for the user: "$user" was left out.'));
  } else if (user !== undefined) {
    directives.push(['$user', user]);
  }
  const rest = segments.slice(at + (key === undefined ? 2 : 1));
  if (rest.length !== 1 || rest[0]?.toLowerCase() !== 'virtualappointment') {
    notices.push(say('The path is not that of a virtual appointment. Its meeting id was used.'));
  }
  return { directives, notices };
}

/** @param segments the one or two before `onlineMeetings` */
function userBefore(segments: readonly string[]): string | undefined {
  const [last = '', before = ''] = [...segments].reverse();
  const key = USER.exec(last)?.[1];
  if (key !== undefined) return decoded(key);
  return before.toLowerCase() === 'users' ? decoded(last) : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function splitOnce(text: string, separator: RegExp): [string, string?] {
  const at = text.search(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
