import { decisions } from './decisions';

/**
 * The path for Hono's router, percent escapes untouched: an id with an escaped slash stays one segment, and
 * `c.req.param` decodes it exactly once.
 */
export function rawPath(request: Request): string {
  const { pathname } = new URL(request.url);
  return decisions.joinLinkComputed.apply(decisions.segmentCase.apply(pathname));
}

/** Graph's versions, and whether `virtualAppointment` exists there: it never did in v1.0. */
export const VERSIONS = { beta: { appointments: true }, 'v1.0': { appointments: false } } as const;

interface Tree {
  readonly [segment: string]: Tree;
}

const ANY = '*';
const leaf: Tree = {};

function versionTree({ appointments }: { appointments: boolean }): Tree {
  const meeting: Tree = {
    getVirtualAppointmentJoinWebUrl: leaf,
    sendVirtualAppointmentSms: leaf,
    sendVirtualAppointmentReminderSms: leaf,
    ...(appointments && { virtualAppointment: leaf }),
  };
  const user: Tree = { onlineMeetings: { [ANY]: meeting } };
  return { me: user, users: { [ANY]: user }, $batch: leaf };
}

const TREE: Tree = Object.fromEntries(
  Object.entries(VERSIONS).map(([version, features]) => [version, versionTree(features)]),
);

/** The first segment of a path that Graph (this corner of it) does not have; the last one if it just ends early. */
export function unknownSegment(path: string): string {
  const segments = path.split('/').slice(1);
  let here: Tree = TREE;
  for (const segment of segments) {
    const next = Object.hasOwn(here, segment) ? here[segment] : here[ANY];
    if (next === undefined) return decode(segment);
    here = next;
  }
  return decode(segments.at(-1) ?? '');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
