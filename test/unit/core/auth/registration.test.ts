import assert from 'node:assert/strict';
import { checkRegistration } from '../../../../src/core/auth/registration';
import { registrationHelp } from '../../../../src/core/auth/registrationHelp';
import { english } from '../../../../src/core/text';

const ID = '11111111-2222-4333-8444-555555555555';
const TENANT = '00000000-1111-4222-8333-444444444444';

function judge(clientId: string, tenant: string): string {
  const check = checkRegistration('global', clientId, tenant);
  switch (check.kind) {
    case 'usable':
      return `${check.registration.clientId} in ${check.registration.tenant}`;
    case 'missing':
      return 'missing';
    case 'wrong':
      return english(check.reason);
  }
}

describe('checkRegistration', () => {
  const CASES: readonly (readonly [name: string, clientId: string, tenant: string, result: RegExp])[] = [
    ['nothing at all', '', '', /^missing$/],
    ['spaces for an id', '  ', TENANT, /^missing$/],
    ['an id and no tenant', ID, '', new RegExp(`^${ID} in organizations$`)],
    ['spaces around', ` ${ID}\n`, ` ${TENANT} `, new RegExp(`^${ID} in ${TENANT}$`)],
    ['braces and quotes', `{${ID}}`, `"${TENANT}"`, new RegExp(`^${ID} in ${TENANT}$`)],
    ['capital letters', ID.toUpperCase(), 'CONTOSO.onmicrosoft.com', /in contoso\.onmicrosoft\.com$/],
    ['not a GUID', 'my-app', '', /not an application \(client\) id/],
    ['a GUID that is cut', ID.slice(1), '', /not an application \(client\) id/],
    ['spaces in an id', ID.replace('-', ' '), '', /not an application \(client\) id/],
    ['common', ID, 'common', /personal accounts have no online meetings/],
    ['consumers', ID, 'consumers', /personal accounts have no online meetings/],
    ['a tenant with a slash', ID, 'a/../b', /neither the id nor a domain/],
    ['a URL for a tenant', ID, 'https://contoso.com', /neither the id nor a domain/],
    ['spaces in a tenant', ID, 'contoso .com', /neither the id nor a domain/],
    ['the client id for a tenant', ID, ID, /the client id once more/],
  ];
  for (const [name, clientId, tenant, result] of CASES) {
    it(name, () => {
      assert.match(judge(clientId, tenant), result);
    });
  }
});

describe('registrationHelp', () => {
  it('has five steps with the values to copy', () => {
    const text = registrationHelp({ cloud: 'global' }).map(english).join('\n');
    assert.deepStrictEqual(text.match(/^\d(?=\.)/gm), ['1', '2', '3', '4', '5']);
    for (const value of ['`http://localhost`', '`OnlineMeetings.ReadWrite`', '`vappt.auth.clientId`']) {
      assert.ok(text.includes(value), value);
    }
  });

  it('has the administrator’s link once the ids are known', () => {
    const text = registrationHelp({ cloud: 'usGovL4', clientId: ID, tenant: TENANT }).map(english).join('\n');
    assert.ok(text.includes(`https://login.microsoftonline.us/${TENANT}/adminconsent?client_id=${ID}`), text);
  });
});
