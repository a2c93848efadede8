import { proxyFetch } from '../../../src/node/proxyFetch';
import { transportOver } from '../../../src/node/fetchTransport';
import type { HttpTransport } from '../../../src/core/ports';
import type { ProxyKind } from './brokenServers';
import { type FaultGroup, type FaultRow, onTheWay } from './row';

/** How long what never comes is waited for. */
const SOON_MS = 100;

const through = (proxy: string): HttpTransport =>
  transportOver(proxyFetch({ proxy, variable: 'HTTPS_PROXY', noProxy: '' }));

function proxied(name: string, kind: ProxyKind, timeoutMs?: number): FaultRow {
  return onTheWay(
    name,
    ({ proxies, tlsUnknown }) => ({ root: tlsUnknown, transport: through(proxies[kind]) }),
    timeoutMs,
  );
}

export const WAY_GROUPS: readonly FaultGroup[] = [
  {
    title: 'No connection',
    rows: [
      onTheWay('connection refused', ({ refused }) => ({ root: refused })),
      onTheWay('DNS: no such host', ({ unknownHost }) => ({ root: unknownHost })),
      onTheWay('reset before the request is read', ({ resetBeforeReading }) => ({
        root: resetBeforeReading,
      })),
    ],
  },
  {
    title: 'TLS',
    rows: [
      onTheWay('unknown certificate', ({ tlsUnknown }) => ({ root: tlsUnknown })),
      onTheWay('certificate of another host', ({ tlsOtherHost }) => ({ root: tlsOtherHost })),
      onTheWay('expired certificate', ({ tlsExpired }) => ({ root: tlsExpired })),
      onTheWay('the server does not speak TLS', ({ tlsGarbage }) => ({ root: tlsGarbage })),
    ],
  },
  {
    title: 'Proxy',
    rows: [
      onTheWay('connection to the proxy refused', ({ refused, tlsUnknown }) => ({
        root: tlsUnknown,
        transport: through(refused),
      })),
      onTheWay('DNS: no such proxy', ({ unknownHost, tlsUnknown }) => ({
        root: tlsUnknown,
        transport: through(unknownHost),
      })),
      proxied('it wants a password (407)', 'login'),
      proxied('it forbids the host (403), with a page', 'forbidding'),
      proxied('it cannot reach the host (502), with a page', 'unable'),
      proxied('it closes the connection', 'closing'),
      proxied('it lets the request through, and answers with a page itself', 'page'),
      proxied('it never answers', 'silent', SOON_MS),
      proxied('it works, but the certificate behind it is not trusted', 'working'),
    ],
  },
];
