import { type Dispatcher, EnvHttpProxyAgent, fetch, Pool } from 'undici';
import { PROXY_PREFIX } from '../core/errors';
import type { Fetch } from './fetchTransport';
import { platformError } from './platformError';
import type { ProxySettings } from './proxySettings';

/**
 * `fetch` through a proxy, with the client that Node's own `fetch` is made of: that one takes no proxy. In a bundle of
 * its own, since few need it. Names, passwords, tunnels and `NO_PROXY` are the library's.
 *
 * @throws when the address of the proxy is none
 */
export function proxyFetch({ proxy, noProxy }: ProxySettings): Fetch {
  // The library has others, which nobody has tried here.
  if (!/^https?:$/.test(new URL(proxy).protocol)) throw new TypeError('A proxy is reached by http or https.');
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: proxy,
    httpsProxy: proxy,
    noProxy,
    // Whoever sends has limits of his own.
    headersTimeout: 0,
    bodyTimeout: 0,
    clientFactory: (origin, options) => new ProxyPool(origin, options),
  });
  const send: (url: string, init: object) => Promise<unknown> = (url, init) =>
    fetch(url, { ...init, dispatcher });
  return send as Fetch;
}

/** The connections to the proxy itself: whatever fails before there is a tunnel is marked as its failure. */
class ProxyPool extends Pool {
  override connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData>;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback: (error: Error | null, data: Dispatcher.ConnectData) => void,
  ): void;
  override connect(
    options: Dispatcher.ConnectOptions,
    callback?: (error: Error | null, data: Dispatcher.ConnectData) => void,
  ): Promise<Dispatcher.ConnectData> | undefined {
    if (callback !== undefined) {
      super.connect(options, callback);
      return undefined;
    }
    return super.connect(options).catch((error: unknown) => {
      const code = PROXY_PREFIX + platformError(error).code;
      throw Object.assign(new Error(code, { cause: error }), { code });
    });
  }
}
