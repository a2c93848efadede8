import { request } from 'node:http';
import { SAMPLE_MEETING_ID, startEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator';

export const SAMPLE = `/beta/me/onlineMeetings/${SAMPLE_MEETING_ID}`;
export const APPOINTMENT = `${SAMPLE}/virtualAppointment`;
export const OTHER_USER = '3f2a4c6e-0000-4000-8000-0000000000aa';

const running: Emulator[] = [];

/** An emulator on a free port, stopped after the test. */
export async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
});

/** The members of any JSON answer that the tests look at. */
export interface Json {
  error?: { code: string; message: string; innerError: Record<string, string> };
  [member: string]: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Json;
  code: string | undefined;
  message: string;
}

export interface Call {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** A token to use instead of a new one; null: none. */
  token?: string | null;
}

/** One request, with a token and, for a body that is not a string, as JSON. */
export async function call(emulator: Emulator, path: string, options: Call = {}): Promise<Answer> {
  const { method = 'GET', body, headers = {}, token = emulator.issueToken().access_token } = options;
  const raw = body === undefined || typeof body === 'string';
  const response = await fetch(emulator.origin + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = parse(text);
  const { error } = json;
  const { status, headers: answered } = response;
  return { status, headers: answered, text, json, code: error?.code, message: error?.message ?? '' };
}

/** The appointment and its tag as a client reads them. */
export async function read(emulator: Emulator, path = APPOINTMENT): Promise<{ etag: string; entity: Json }> {
  const { headers, json } = await call(emulator, path);
  const entity = Object.fromEntries(Object.entries(json).filter(([name]) => !name.startsWith('@')));
  return { etag: headers.get('etag') ?? '', entity };
}

/** One PATCH of the sample appointment; `etag` becomes If-Match. */
export function patch(emulator: Emulator, body: unknown, etag?: string): Promise<Answer> {
  const headers: Record<string, string> = etag === undefined ? {} : { 'if-match': etag };
  return call(emulator, APPOINTMENT, { method: 'PATCH', body, headers });
}

/** A meeting without an appointment; the path of its appointment. */
export function emptyMeeting(emulator: Emulator): string {
  const { id } = emulator.addMeeting({ subject: 'No appointment yet' });
  return `/beta/me/onlineMeetings/${id}/virtualAppointment`;
}

/** A request with headers that fetch does not let one set, such as Host and Origin. */
export function rawCall(
  emulator: Emulator,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: emulator.port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}
