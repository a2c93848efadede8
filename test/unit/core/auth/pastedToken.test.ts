import assert from 'node:assert/strict';
import { checkPastedToken } from '../../../../src/core/auth/pastedToken';
import { TO_GET_JOIN_LINK, TO_WRITE } from '../../../../src/core/auth/permissions';
import { CLOUDS, type RealCloud } from '../../../../src/core/graph/clouds';
import { english, text } from '../../../../src/core/text';
import { jwt } from '../../../support/fakeTokens';
import { NOW } from '../../../support/fakes';

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const CLIENT_ID = '11111111-2222-3333-4444-555555555555';
const EXPIRES = Math.floor(NOW / 1000) + 3600;
const GOOD_CLAIMS = {
  aud: 'https://graph.microsoft.com',
  scp: 'User.Read OnlineMeetings.ReadWrite',
  exp: EXPIRES,
  oid: 'object-id',
  tid: 'tenant-id',
  upn: 'organiser@contoso.example',
};
const GOOD = jwt(GOOD_CLAIMS);

const without = (...names: (keyof typeof GOOD_CLAIMS)[]) =>
  Object.fromEntries(
    Object.entries(GOOD_CLAIMS).filter(([name]) => !names.some((dropped) => dropped === name)),
  );

const check = (pasted: string, cloud: RealCloud = 'global') => checkPastedToken(pasted, cloud, NOW, TO_WRITE);

function reasonFor(pasted: string, cloud?: RealCloud): string {
  const result = check(pasted, cloud);
  return result.kind === 'refused' ? english(result.reason) : `usable: ${result.token.value}`;
}

describe('checkPastedToken', () => {
  it('reads who a token is for and how long', () => {
    assert.deepStrictEqual(check(GOOD), {
      kind: 'usable',
      token: {
        value: GOOD,
        account: {
          id: 'object-id.tenant-id',
          label: 'organiser@contoso.example',
          tenant: 'tenant-id',
          way: 'token',
          expiresAt: EXPIRES * 1000,
        },
      },
    });
  });

  describe('finds the token in what was pasted', () => {
    const CASES: readonly (readonly [name: string, pasted: string])[] = [
      ['as it is', GOOD],
      ['spaces around', `  ${GOOD}\n`],
      ['Bearer', `Bearer ${GOOD}`],
      ['bearer, two spaces', `bearer  ${GOOD}`],
      ['whole header', `Authorization: Bearer ${GOOD}`],
      ['whole header without spaces', `authorization:Bearer ${GOOD}`],
      ['quotes', `"${GOOD}"`],
      ['single quotes', `'${GOOD}'`],
      ['quoted header', `"Authorization: Bearer ${GOOD}"`],
      ['regression: quotes after Bearer', `Bearer "${GOOD}"`],
      ['line breaks', GOOD.replace(/.{40}/g, '$&\r\n')],
      ['line breaks and Bearer', `Bearer ${GOOD.replace(/.{40}/g, '$&\n  ')}`],
    ];
    for (const [name, pasted] of CASES) {
      it(name, () => {
        assert.equal(reasonFor(pasted), `usable: ${GOOD}`);
      });
    }
  });

  describe('refuses, with the reason', () => {
    const NO_TOKEN = 'There is no token in that text.';
    const NOT_A_TOKEN = 'This is not an access token: it has characters that no token has.';
    const REFRESH = 'This is a refresh token or a code, not an access token. Paste the access token.';
    const ID_TOKEN = 'This is an ID token: it says who signed in, and opens nothing. Paste the access token.';
    const APP_ONLY =
      'This is an application token. Virtual appointments accept only tokens of a signed-in user.';
    const NO_SCOPE =
      'This token lacks the permission OnlineMeetings.ReadWrite. Consent to it where the token comes from.';
    const expired = (until: string) =>
      `This token has expired. It was valid until ${until}; this computer’s clock says 2025-05-01T10:20Z.`;
    const otherService = (audience: string) =>
      `This token is for another service (${audience}). It must be for https://graph.microsoft.com.`;

    const CASES: readonly (readonly [name: string, pasted: string, reason: string])[] = [
      ['nothing', '', NO_TOKEN],
      ['white space', ' \r\n', NO_TOKEN],
      ['quotes', '""', NO_TOKEN],
      ['20 KB', 'a'.repeat(20 * 1024), 'This is longer than any access token. Copy only the token.'],
      ['letters beyond ASCII', `${GOOD}é`, NOT_A_TOKEN],
      ['control character', `${GOOD}\u0007`, NOT_A_TOKEN],
      [
        'the emulator’s own token',
        'vappt-emulator-token.abc.def',
        'This token is the emulator’s own. It is used by itself and works nowhere else.',
      ],
      ['refresh token', `0.A${'a'.repeat(200)}`, REFRESH],
      ['refresh token, newer', `1.AX${'a'.repeat(200)}`, REFRESH],
      ['code of a personal account', 'M.C1_BAY.abc', REFRESH],
      ['ID token', jwt({ aud: CLIENT_ID, exp: EXPIRES, oid: 'o' }), ID_TOKEN],
      ['token of another app’s API', jwt({ ...GOOD_CLAIMS, aud: CLIENT_ID }), otherService(CLIENT_ID)],
      [
        'token of Azure',
        jwt({ ...GOOD_CLAIMS, aud: 'https://management.azure.com/' }),
        otherService('https://management.azure.com'),
      ],
      ['no audience', jwt(without('aud')), otherService('?')],
      ['list of audiences', jwt({ ...GOOD_CLAIMS, aud: [GOOD_CLAIMS.aud] }), otherService('?')],
      [
        'look-alike host',
        jwt({ ...GOOD_CLAIMS, aud: 'https://graph.microsoft.com.evil.example' }),
        otherService('https://graph.microsoft.com.evil.example'),
      ],
      ['expired', jwt({ ...GOOD_CLAIMS, exp: NOW / 1000 - 1 }), expired('2025-05-01T10:20Z')],
      ['about to expire', jwt({ ...GOOD_CLAIMS, exp: NOW / 1000 + 59 }), expired('2025-05-01T10:21Z')],
      [
        'expired, by a clock two hours ahead',
        jwt({ ...GOOD_CLAIMS, exp: NOW / 1000 - 7200 }),
        expired('2025-05-01T08:20Z'),
      ],
      ['app-only, by idtyp', jwt({ ...GOOD_CLAIMS, idtyp: 'app' }), APP_ONLY],
      ['app-only, by roles', jwt({ ...without('scp'), roles: ['OnlineMeetings.ReadWrite.All'] }), APP_ONLY],
      ['other permissions', jwt({ ...GOOD_CLAIMS, scp: 'User.Read OnlineMeetings.Read' }), NO_SCOPE],
      ['longer permission', jwt({ ...GOOD_CLAIMS, scp: 'OnlineMeetings.ReadWrite.All' }), NO_SCOPE],
      ['no permissions', jwt(without('scp')), NO_SCOPE],
      ['regression: JSON of a token answer', `{"access_token": "${GOOD}"}`, NOT_A_TOKEN],
      ['regression: a member of a token answer', `"access_token": "${GOOD}"`, NOT_A_TOKEN],
      ['words', 'hello brave world', 'This is not an access token: it has spaces in it.'],
      ['regression: Bearer and nothing', 'Bearer', NO_TOKEN],
      ['regression: Bearer and nothing, in a header', 'Authorization: Bearer ', NO_TOKEN],
    ];
    for (const [name, pasted, reason] of CASES) {
      it(name, () => {
        assert.equal(reasonFor(pasted), reason);
      });
    }
  });

  describe('accepts', () => {
    const CASES: readonly (readonly [name: string, claims: object])[] = [
      ['audience with a slash', { ...GOOD_CLAIMS, aud: 'https://graph.microsoft.com/' }],
      ['Graph’s application id as audience', { ...GOOD_CLAIMS, aud: GRAPH_APP_ID }],
      ['permission in another case', { ...GOOD_CLAIMS, scp: 'onlinemeetings.readwrite' }],
      ['an hour to come', { ...GOOD_CLAIMS, nbf: NOW / 1000 + 30 }],
      ['exactly the shortest life', { ...GOOD_CLAIMS, exp: NOW / 1000 + 60 }],
      ['user token with roles', { ...GOOD_CLAIMS, idtyp: 'user', roles: ['x'] }],
      ['names beyond ASCII', { ...GOOD_CLAIMS, upn: 'ä日@contoso.example' }],
    ];
    for (const [name, claims] of CASES) {
      it(name, () => {
        assert.equal(check(jwt(claims)).kind, 'usable');
      });
    }
  });

  it('regression: the join link needs less than a write', () => {
    const token = jwt({ ...GOOD_CLAIMS, scp: 'VirtualAppointment.Read' });
    assert.deepStrictEqual(
      [TO_GET_JOIN_LINK, TO_WRITE, []].map(
        (permissions) => checkPastedToken(token, 'global', NOW, permissions).kind,
      ),
      ['usable', 'refused', 'usable'],
    );
  });

  it('accepts tokens for the chosen cloud only', () => {
    const clouds = Object.keys(CLOUDS) as RealCloud[];
    assert.deepStrictEqual(
      clouds.map((issued) => {
        const token = jwt({ ...GOOD_CLAIMS, aud: CLOUDS[issued].graphRoot });
        return [issued, clouds.filter((cloud) => check(token, cloud).kind === 'usable')];
      }),
      clouds.map((cloud) => [cloud, [cloud]]),
    );
  });

  describe('takes a token that it cannot read as opaque', () => {
    const CASES: readonly (readonly [name: string, token: string])[] = [
      ['no dots', 'EwBgA8l6BAAU'],
      ['five parts', 'eyJh.b.c.d.e'],
      ['no base64', 'a.~.c'],
      ['no JSON', 'a.YWJj.c'],
      ['no object', `a.${Buffer.from('1').toString('base64url')}.c`],
    ];
    for (const [name, value] of CASES) {
      it(name, () => {
        assert.deepStrictEqual(check(value), {
          kind: 'usable',
          token: { value, account: { id: 'opaque', label: text('pasted token'), way: 'token' } },
        });
      });
    }
  });

  describe('names the account', () => {
    const CASES: readonly (readonly [name: string, claims: object, id: string, label: string])[] = [
      ['by upn', GOOD_CLAIMS, 'object-id.tenant-id', GOOD_CLAIMS.upn],
      [
        'by preferred_username',
        { ...without('upn'), preferred_username: 'p@x.example', unique_name: 'u' },
        'object-id.tenant-id',
        'p@x.example',
      ],
      ['by unique_name', { ...without('upn'), unique_name: 'u' }, 'object-id.tenant-id', 'u'],
      ['by object id', without('upn'), 'object-id.tenant-id', 'object-id'],
      ['not at all', without('upn', 'oid', 'tid'), 'opaque', 'pasted token'],
      ['by claims of the right type', { ...GOOD_CLAIMS, upn: 1, oid: null }, 'tenant-id', 'pasted token'],
    ];
    for (const [name, claims, id, label] of CASES) {
      it(name, () => {
        const result = check(jwt(claims));
        assert.ok(result.kind === 'usable');
        assert.deepStrictEqual(
          [result.token.account.id, result.token.account.label],
          [id, label === 'pasted token' ? text(label) : label],
        );
      });
    }
  });
});
