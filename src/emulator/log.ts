import { TOKEN_PREFIX } from './constants';

/** What one write did to one appointment: a tag is null where there was, or is, none. */
export interface Change {
  meetingId: string;
  etagBefore: string | null;
  etagAfter: string | null;
  /** The top-level properties that were written. */
  properties: string[];
}

/** One request as it was received, without tokens, and what came of it. */
export interface LogEntry {
  time: string;
  method: string;
  /** With the query, as received. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Null: the connection was cut on purpose. */
  status: number | null;
  requestId: string;
  changed: Change[];
}

const MAX_ENTRIES = 1000;
const MAX_BODY_CHARACTERS = 16 * 1024 * 1024;
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie']);
const OWN_TOKEN = new RegExp(`${TOKEN_PREFIX.replaceAll('.', '\\.')}[\\w-]+`, 'g');
/** Tokens of others: a JWT's header and payload are JSON objects, and so begin with `eyJ`. */
const JWT = /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]*/g;

/** The last 1000 requests; fewer when their bodies are large. */
export class RequestLog {
  readonly #entries: LogEntry[] = [];
  #bodyCharacters = 0;

  constructor(private readonly listener?: ((entry: LogEntry) => void) | undefined) {}

  add(entry: LogEntry): void {
    const redacted = redact(entry);
    this.#entries.push(redacted);
    this.#bodyCharacters += redacted.body.length;
    while (this.#entries.length > MAX_ENTRIES || this.#bodyCharacters > MAX_BODY_CHARACTERS)
      this.#bodyCharacters -= this.#entries.shift()?.body.length ?? 0;
    this.listener?.(structuredClone(redacted));
  }

  entries(): LogEntry[] {
    return structuredClone(this.#entries);
  }
}

function redact(entry: LogEntry): LogEntry {
  const withoutToken = (text: string): string =>
    text.replace(OWN_TOKEN, `${TOKEN_PREFIX}[redacted]`).replace(JWT, '[redacted]');
  const headers = Object.entries(entry.headers).map(([name, value]) => [
    name,
    SECRET_HEADERS.has(name) ? redactSecret(value) : withoutToken(value),
  ]);
  return {
    ...entry,
    path: withoutToken(entry.path),
    body: withoutToken(entry.body),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

/** The scheme may stay: it tells a missing token from a wrong kind of one. */
function redactSecret(value: string): string {
  const scheme = /^(\w+) /.exec(value)?.[1];
  return scheme === undefined ? '[redacted]' : `${scheme} [redacted]`;
}
