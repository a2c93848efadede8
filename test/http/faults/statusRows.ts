import type { Handler } from '../../support/localServer';
import { NOW } from '../../support/fakes';
import { answer } from '../matrix/bodies';
import { answered, type FaultGroup, type FaultRow } from './row';

/** Every status of graph-api.md 4.2, and 406, 418 and 428, which are in none of its rows. */
const STATUSES = [
  ...[400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 418, 422, 423, 424, 428, 429],
  ...[500, 502, 503, 504, 507, 509],
];

const ERROR = JSON.stringify({ error: { code: 'theCode', message: 'Refused for canary@mail.example.' } });

const refuses =
  (status: number, retryAfter?: string): Handler =>
  (_request, response) => {
    answer(response, status, ERROR, {
      'content-type': 'application/json',
      ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
    });
  };

const asks = (name: string, status: number, retryAfter: string, once = false): FaultRow =>
  answered(name, refuses(status, retryAfter), { once });

const RETRY_AFTER: readonly (readonly [name: string, value: string])[] = [
  ['seconds (7)', '7'],
  ['a date in 5 seconds', new Date(NOW + 5000).toUTCString()],
  ['0', '0'],
  ['a date that is past', 'Wed, 21 Oct 2015 07:28:00 GMT'],
  ['negative (-5)', '-5'],
  ['a fraction (1.5)', '1.5'],
  ['"soon"', 'soon'],
  ['5 minutes (300)', '300'],
  ['more than 5 minutes (301)', '301'],
  ['centuries', '99999999999'],
  ['400 digits', '9'.repeat(400)],
  ['a date in 9999', 'Fri, 31 Dec 9999 23:59:59 GMT'],
];

export const STATUS_GROUPS: readonly FaultGroup[] = [
  {
    title: 'Statuses',
    rows: STATUSES.map((status) => answered(String(status), refuses(status))),
  },
  {
    title: 'Retry-After with a 429, once',
    rows: RETRY_AFTER.map(([name, value]) => asks(name, 429, value, true)),
  },
  {
    title: 'Retry-After with a 429, always',
    rows: RETRY_AFTER.map(([name, value]) => asks(name, 429, value)),
  },
  {
    title: 'Retry-After with other statuses, once',
    rows: [
      answered('503 without', refuses(503), { once: true }),
      ...[503, 500, 502, 504, 409, 403].map((status) => asks(`${status}, 7 seconds`, status, '7', true)),
    ],
  },
];
