import { jwt } from '../../support/fakeTokens';

/** What must not show, and what it is. None of it is anybody's. */
export const SECRETS: Readonly<Record<string, string>> = {
  'the emulator’s token': 'Canary0emulator0token',
  'an access token': jwt({ oid: 'canary-access-token' }).split('.')[1] ?? '',
  'a refresh token': '0.AXoACanary0refresh0token.AgABAAEAAADcanary',
  'a code for a device': 'Canary0device0code',
};

export const PERSONAL: Readonly<Record<string, string>> = {
  'a name in the file': 'Quillfeather',
  'an address in the file': 'mine.canary@mail.example',
  'a number in the file': '+12025550177',
  'a name on the server': 'Fernweather',
  'an address on the server': 'theirs.canary@mail.example',
  'a number on the server': '+12025550188',
};

export const OWN_TOKEN = `vappt-emulator-token.${SECRETS['the emulator’s token'] ?? ''}`;
export const ACCESS_TOKEN = jwt({ oid: 'canary-access-token' });

/** The client in the file, and the one that the server has. */
export const MINE = {
  displayName: `Zoë ${PERSONAL['a name in the file'] ?? ''}`,
  emailAddress: PERSONAL['an address in the file'],
  smsCapablePhoneNumber: PERSONAL['a number in the file'],
};
/** Every rule about clients has something to say of them. */
export const WRONG_CLIENTS = [
  { ...MINE, emailAddress: ` ${MINE.emailAddress ?? ''}`, smsCapablePhoneNumber: '0177 canary' },
  { displayName: MINE.emailAddress, emailAddress: MINE.displayName },
  { ...MINE, allowed: 'true' },
  MINE,
];
export const THEIRS = {
  displayName: `Olé ${PERSONAL['a name on the server'] ?? ''}`,
  emailAddress: PERSONAL['an address on the server'],
  smsCapablePhoneNumber: PERSONAL['a number on the server'],
};

/** What stands in a text of what must not, by what it is: a failing test does not repeat it. */
export function hits(text: string, canaries: Readonly<Record<string, string>>): string[] {
  return Object.entries(canaries)
    .filter(([, canary]) => text.includes(canary))
    .map(([what]) => what);
}
