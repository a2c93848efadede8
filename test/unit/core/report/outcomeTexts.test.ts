import assert from 'node:assert/strict';
import { outcomeTexts } from '../../../../src/core/report/outcomeTexts';
import { statusLine } from '../../../../src/core/report/statusNames';
import { english } from '../../../../src/core/text';
import { readReply } from '../../../../src/core/graph/reply';
import { answer } from '../../../support/scriptedTransport';

const CERTIFICATE =
  'The server’s certificate is not trusted here. Check the proxy, and the certificates it needs (in a shell: NODE_EXTRA_CA_CERTS).';
const VALIDITY = 'The server’s certificate is not valid at this time. Check the clock of this machine.';
const OTHER_HOST =
  'The certificate is another host’s. Check the network and the proxy: another server answers.';
const NO_TLS = 'What answers there does not speak TLS as it should. Check the network and the proxy.';
const PROXY_LOGIN =
  'In a shell, write them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT. In VS Code, look at "http.proxy".';
const PROXY_RULES =
  'Ask who runs the proxy to allow this host. To go without it: NO_PROXY in a shell, "http.noProxy" in VS Code.';
const PROXY_ADDRESS = 'Check the address of the proxy: HTTPS_PROXY in a shell, "http.proxy" in VS Code.';
const NETWORK = 'Check the network connection and the proxy, then try again.';
const SERVER = 'Check that the server is running and that the network lets you reach it, then try again.';

describe('what to do when the server cannot be reached', () => {
  const CASES: readonly (readonly [code: string, advice: string])[] = [
    ['ECONNREFUSED', SERVER],
    ['EHOSTUNREACH', SERVER],
    ['UND_ERR_CONNECT_TIMEOUT', SERVER],
    ['ENOTFOUND', NETWORK],
    ['EAI_AGAIN', NETWORK],
    ['CERT_HAS_EXPIRED', VALIDITY],
    ['CERT_NOT_YET_VALID', VALIDITY],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', CERTIFICATE],
    ['SELF_SIGNED_CERT_IN_CHAIN', CERTIFICATE],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', CERTIFICATE],
    // What a proxy that looks into TLS most often causes.
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', CERTIFICATE],
    ['ERR_TLS_CERT_ALTNAME_INVALID', OTHER_HOST],
    ['ERR_SSL_WRONG_VERSION_NUMBER', NO_TLS],
    ['PROXY_407', PROXY_LOGIN],
    ['PROXY_403', PROXY_RULES],
    ['PROXY_502', PROXY_RULES],
    ['PROXY_ECONNREFUSED', PROXY_ADDRESS],
    ['PROXY_ENOTFOUND', PROXY_ADDRESS],
  ];
  for (const [code, advice] of CASES) {
    it(code, () => {
      const { next } = outcomeTexts({ kind: 'unreachable', why: { kind: 'network', code } }, undefined);
      assert.deepStrictEqual(next.map(english), [advice]);
    });
  }
});

describe('how long to wait', () => {
  const CASES: readonly (readonly [retryAfter: string | undefined, advice: string])[] = [
    ['10', 'Wait 10 seconds, then try again.'],
    [undefined, 'Wait a little, then try again.'],
    ['soon', 'Wait a little, then try again.'],
    ['99999999', 'Wait a little, then try again.'],
  ];
  for (const [retryAfter, advice] of CASES) {
    it(String(retryAfter), () => {
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      const { next } = outcomeTexts({ kind: 'throttled' }, readReply(answer(429, '', headers)));
      assert.deepStrictEqual(next.map(english), [advice]);
    });
  }
});

describe('statusLine', () => {
  it('names the statuses it knows', () => {
    assert.deepStrictEqual([204, 412, 429, 299, 599].map(statusLine), [
      '204 No Content',
      '412 Precondition Failed',
      '429 Too Many Requests',
      '299',
      '599',
    ]);
  });
});

describe('what a notification says of a conflict', () => {
  const inShort = (paths: readonly string[]): string | undefined => {
    const reply = readReply(answer(412));
    const changes = { kind: 'since', readAt: 0, paths } as const;
    const texts = outcomeTexts({ kind: 'conflict', changes }, reply);
    return texts.inShort && english(texts.inShort);
  };

  it('names the property that has changed', () => {
    assert.equal(
      inShort(['externalAppointmentId']),
      'Changed there: externalAppointmentId. Nothing was written.',
    );
  });

  it('counts what it has no room for', () => {
    assert.equal(inShort(['a', 'b', 'c', 'd']), 'Changed there: a, b and 2 more. Nothing was written.');
  });

  it('is as before when only the tag has changed', () => {
    assert.equal(inShort([]), undefined);
  });
});
