import type { RealCloud } from '../graph/clouds';
import { type Text, text as say } from '../text';

/** The app registration that somebody signs in with. Neither id is a secret. */
export interface Registration {
  readonly cloud: RealCloud;
  readonly clientId: string;
  /** A tenant's id or domain, or `organizations`. */
  readonly tenant: string;
}

export type RegistrationCheck =
  | { readonly kind: 'usable'; readonly registration: Registration }
  /** There is no client id yet: the first run. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong'; readonly reason: Text };

/** Any work or school account. */
export const ANY_TENANT = 'organizations';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

/** Checks the settings of an app registration, as far as that can be done here. */
export function checkRegistration(cloud: RealCloud, clientId: string, tenant: string): RegistrationCheck {
  const id = clean(clientId);
  if (id === '') return { kind: 'missing' };
  if (!GUID.test(id)) {
    return wrong(
      say('"vappt.auth.clientId" is not an application (client) id: it must look like {example}.', {
        example: '00000000-0000-0000-0000-000000000000',
      }),
    );
  }
  const where = clean(tenant).toLowerCase() || ANY_TENANT;
  if (where === 'common' || where === 'consumers') {
    return wrong(
      say(
        '"vappt.auth.tenant" is "{tenant}", but personal accounts have no online meetings. Use "organizations", or the tenant’s id or domain.',
        { tenant: where },
      ),
    );
  }
  if (where !== ANY_TENANT && !GUID.test(where) && !DOMAIN.test(where)) {
    return wrong(say('"vappt.auth.tenant" is neither the id nor a domain of a tenant, nor "organizations".'));
  }
  if (id.toLowerCase() === where) {
    return wrong(say('"vappt.auth.tenant" is the client id once more. The tenant has an id of its own.'));
  }
  return { kind: 'usable', registration: { cloud, clientId: id.toLowerCase(), tenant: where } };
}

/** People copy ids with quotes, braces and spaces. */
function clean(value: string): string {
  return value
    .trim()
    .replace(/^["'{]+|["'}]+$/g, '')
    .trim();
}

function wrong(reason: Text): RegistrationCheck {
  return { kind: 'wrong', reason };
}
