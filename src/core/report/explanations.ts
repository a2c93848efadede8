import type { GraphReply } from '../graph/reply';
import { type Text, text as say } from '../text';

/** What an answer that says "not done" means beyond its status, and what to do about it. */
export interface Explanation {
  readonly meaning: Text;
  readonly next: Text;
}

interface Row extends Explanation {
  readonly status?: number;
  /** Tried on the error's message. Messages may change: they choose a hint, never what is done. */
  readonly message?: RegExp;
  readonly hasRetryAfter?: true;
}

/** What Graph says of a meeting that is there, but not for the user in the address. */
const OTHERS_MEETING = /Organizer Id mismatch/i;

/**
 * Answers that developers have met, the particular ones first. The messages are from public reports about online
 * meetings: microsoftgraph/microsoft-graph-docs-contrib#3862, #6337, #7083, #7153, microsoft-graph-docs#10770, #17234,
 * msgraph-sdk-dotnet#2350, OfficeDev/microsoft-365-agents-toolkit#5243.
 */
const ROWS: readonly Row[] = [
  {
    message: /Meeting Id is corrupted/i,
    meaning: say('The id is of another kind: the Teams client and bots use ids that Graph does not take.'),
    next: say('Find the online meeting in Graph, by its join link or number, and use its "id".'),
  },
  {
    message: /Invalid meeting id 19:/i,
    meaning: say('The id is that of the meeting’s chat, not of the meeting.'),
    next: say('Find the online meeting in Graph, by its join link or number, and use its "id".'),
  },
  {
    message: OTHERS_MEETING,
    meaning: say('The meeting belongs to somebody else: the user in the address has to be its organiser.'),
    next: say('Sign in as the organiser, or write the organiser’s object id into "$user".'),
  },
  {
    message: /application access policy/i,
    meaning: say('The token is an application’s, and no policy in Teams lets it act for this user.'),
    next: say('Use the token of a signed-in user: updating accepts no other.'),
  },
  {
    message: /If-Match header contains an invalid value/i,
    meaning: say('The service cannot read the tag that was sent.'),
    next: say('Fetch the appointment to get its tag, and send again.'),
  },
  {
    message: /Unable to read JSON request payload|Empty Payload/i,
    meaning: say('The body did not arrive as JSON: something on the way may have dropped or changed it.'),
    next: say('Check the proxy, and send again.'),
  },
  {
    status: 402,
    meaning: say('This use of the API has to be paid for, and no billing is set up.'),
    next: say('Ask an administrator to set up billing for the app.'),
  },
  {
    status: 405,
    meaning: say('The address exists, but does not take this method.'),
    next: say('Check "$meeting": it may name something other than an online meeting.'),
  },
  {
    status: 409,
    hasRetryAfter: true,
    meaning: say(
      'The first virtual appointment of a tenant is being set up, which takes up to five minutes.',
    ),
    next: say('Wait a little, then try again.'),
  },
  {
    status: 409,
    meaning: say('This conflicts with what the server has. The appointment may exist already.'),
    next: say('Fetch the appointment. If it exists, send the payload instead of creating it.'),
  },
  {
    status: 413,
    meaning: say('The payload is larger than the service takes.'),
    next: say('Make it smaller: 4 MB is the most for a request to Graph.'),
  },
  {
    status: 415,
    meaning: say('The service does not take the body for JSON.'),
    next: say('Check the proxy: something on the way may have changed the headers.'),
  },
  {
    status: 423,
    meaning: say('The appointment is locked for the moment.'),
    next: say('Wait a little, then try again.'),
  },
  {
    status: 428,
    meaning: say('The service wants a condition, and none was sent.'),
    next: say('Remove "$ifMatch": "none", so that the tag of the last read is sent.'),
  },
];

/** Explains an answer that says "not done", where there is something particular to say about it. */
export function explain({ status, error, retryAfter }: GraphReply): Explanation | undefined {
  return ROWS.find(
    (row) =>
      (row.status === undefined || row.status === status) &&
      (row.message === undefined || row.message.test(error?.message ?? '')) &&
      (row.hasRetryAfter === undefined || retryAfter !== null),
  );
}

/** Whether the meeting is there, and somebody else’s: nothing can be created for this user under its id. */
export function isOthersMeeting(reply: GraphReply | undefined): boolean {
  return OTHERS_MEETING.test(reply?.error?.message ?? '');
}
