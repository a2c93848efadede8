import assert from 'node:assert/strict';
import { CLOUDS, isCloudName, realEndpoint, type RealCloud } from '../../../../src/core/graph/clouds';

describe('clouds', () => {
  it('have the documented roots, each its own', () => {
    assert.deepStrictEqual((Object.keys(CLOUDS) as RealCloud[]).map(realEndpoint), [
      { cloud: 'global', root: 'https://graph.microsoft.com' },
      { cloud: 'usGovL4', root: 'https://graph.microsoft.us' },
      { cloud: 'usGovL5', root: 'https://dod-graph.microsoft.us' },
      { cloud: 'china', root: 'https://microsoftgraph.chinacloudapi.cn' },
    ]);
  });

  it('have the sign-in service that goes with the root', () => {
    assert.deepStrictEqual(
      Object.values(CLOUDS).map(({ graphRoot, authority }) => `${authority} ${graphRoot}`),
      [
        'https://login.microsoftonline.com https://graph.microsoft.com',
        'https://login.microsoftonline.us https://graph.microsoft.us',
        'https://login.microsoftonline.us https://dod-graph.microsoft.us',
        'https://login.partner.microsoftonline.cn https://microsoftgraph.chinacloudapi.cn',
      ],
    );
  });

  it('warn where the API is not documented: everywhere but in the global cloud', () => {
    assert.deepStrictEqual(
      (Object.keys(CLOUDS) as RealCloud[]).filter((cloud) => CLOUDS[cloud].caveat !== undefined),
      ['usGovL4', 'usGovL5', 'china'],
    );
  });

  it('are recognised by their exact names', () => {
    assert.deepStrictEqual(
      ['emulator', 'global', 'Global', '', 'toString', '__proto__'].filter(isCloudName),
      ['emulator', 'global'],
    );
  });
});
