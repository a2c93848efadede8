import type { EmulatorUser } from './state';

/** The user that a token stands for unless it is asked for another one. */
export const DEFAULT_USER: EmulatorUser = Object.freeze({
  id: '3f2a4c6e-0000-4000-8000-000000000001',
  displayName: 'Sam Organizer',
  userPrincipalName: 'sam@example.com',
});

/** The meeting of a fresh state: `1*{DEFAULT_USER.id}*0**19:meeting_sample@thread.v2` in base64. */
export const SAMPLE_MEETING_ID =
  'MSozZjJhNGM2ZS0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEqMCoqMTk6bWVldGluZ19zYW1wbGVAdGhyZWFkLnYy';

/** The tenant in join links. Made up: the emulator knows one tenant only. */
export const TENANT_ID = '3f2a4c6e-0000-4000-8000-0000000000ff';

/** Every token of every emulator begins with this, so that clients can tell them from real ones. */
export const TOKEN_PREFIX = 'vappt-emulator-token.';

/** Bodies beyond this are refused with 413: Graph's documented limit for a request is 4 MB. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** The control calls live here, beside the Graph paths. */
export const CONTROL_PATH = '/_emulator';
