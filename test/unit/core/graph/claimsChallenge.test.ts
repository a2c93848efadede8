import assert from 'node:assert/strict';
import { claimsChallenge } from '../../../../src/core/graph/claimsChallenge';

const CLAIMS = '{"access_token":{"nbf":{"essential":true,"value":"1746094830"}}}';
const encoded = Buffer.from(CLAIMS).toString('base64');
const header = (claims: string, error = 'insufficient_claims'): string =>
  `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="${error}", claims="${claims}"`;

describe('claimsChallenge', () => {
  const CASES: readonly (readonly [name: string, header: string | undefined, claims: string | undefined])[] =
    [
      ['as Graph sends it', header(encoded), CLAIMS],
      ['in base64url', header(Buffer.from('{"a":"~~~?"}').toString('base64url')), '{"a":"~~~?"}'],
      ['claims first', `Bearer claims="${encoded}", error="insufficient_claims"`, CLAIMS],
      ['without quotes', `Bearer error=insufficient_claims, claims=${encoded}`, CLAIMS],
      ['no header', undefined, undefined],
      ['another error', header(encoded, 'invalid_token'), undefined],
      ['no claims', 'Bearer error="insufficient_claims"', undefined],
      ['no base64', header('a'), undefined],
      ['no JSON', header(Buffer.from('hello').toString('base64')), undefined],
      ['no object', header(Buffer.from('1').toString('base64')), undefined],
    ];
  for (const [name, value, claims] of CASES) {
    it(name, () => {
      assert.equal(claimsChallenge(value), claims);
    });
  }
});
