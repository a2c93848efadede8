import assert from 'node:assert/strict';
import { proxySettings, withoutProxy } from '../../../src/node/proxySettings';

describe('proxySettings', () => {
  const ADDRESS = 'http://proxy.example:8080';
  const cases: readonly (readonly [
    name: string,
    env: Readonly<Record<string, string>>,
    proxy: string | undefined,
    variable?: string,
  ])[] = [
    ['nothing is set', {}, undefined],
    ['HTTPS_PROXY', { HTTPS_PROXY: ADDRESS }, ADDRESS, 'HTTPS_PROXY'],
    ['https_proxy', { https_proxy: ADDRESS }, ADDRESS, 'https_proxy'],
    ['HTTP_PROXY alone', { HTTP_PROXY: ADDRESS }, ADDRESS, 'HTTP_PROXY'],
    ['lower case is stronger', { HTTPS_PROXY: 'http://no', https_proxy: ADDRESS }, ADDRESS, 'https_proxy'],
    ['https is stronger', { http_proxy: 'http://no', HTTPS_PROXY: ADDRESS }, ADDRESS, 'HTTPS_PROXY'],
    ['an empty one is none', { https_proxy: ' ', HTTP_PROXY: ADDRESS }, ADDRESS, 'HTTP_PROXY'],
    ['without a scheme', { HTTPS_PROXY: 'proxy.example:8080' }, ADDRESS, 'HTTPS_PROXY'],
  ];
  for (const [name, env, proxy, variable] of cases) {
    it(name, () => {
      const settings = proxySettings(env);
      assert.deepStrictEqual([settings?.proxy, settings?.variable], [proxy, variable]);
    });
  }

  const lists: readonly (readonly [env: Readonly<Record<string, string>>, noProxy: string])[] = [
    [{}, ''],
    [{ NO_PROXY: 'a.example, b.example' }, 'a.example,b.example'],
    [{ NO_PROXY: 'a.example', no_proxy: 'b.example' }, 'b.example'],
    [{ NO_PROXY: 'a.example *' }, '*'],
  ];
  for (const [env, noProxy] of lists) {
    it(`goes around it with ${JSON.stringify(env)}`, () => {
      assert.equal(proxySettings({ ...env, HTTPS_PROXY: ADDRESS })?.noProxy, noProxy);
    });
  }
});

describe('withoutProxy', () => {
  it('adds hosts to those that are given, in whichever case', () => {
    assert.equal(withoutProxy({}, ['127.0.0.1']), '127.0.0.1');
    assert.equal(withoutProxy({ NO_PROXY: 'a.example' }, ['127.0.0.1']), 'a.example,127.0.0.1');
    assert.equal(withoutProxy({ no_proxy: '*' }, ['127.0.0.1']), '*');
  });
});
