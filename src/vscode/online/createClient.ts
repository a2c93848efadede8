import { onlyAs } from '../../core/auth/onlyAs';
import type { Endpoint } from '../../core/graph/clouds';
import { GraphClient } from '../../core/graph/graphClient';
import type { Account, Logger, TokenProvider } from '../../core/ports';
import { fetchTransport } from '../../node/fetchTransport';
import { systemClock, systemIds } from '../../node/system';
import { readConfig } from '../config';

/** @param as whom requests may be made as, and nobody else; missing: whoever the tokens are of */
export function createClient(parts: {
  readonly endpoint: Endpoint;
  readonly tokens: TokenProvider;
  readonly as: { readonly account: Account | undefined } | undefined;
  readonly logger: Logger;
  readonly onWait: ((delayMs: number) => void) | undefined;
}): GraphClient {
  const { endpoint, tokens, as, logger, onWait } = parts;
  return new GraphClient({
    endpoint,
    transport: fetchTransport,
    tokens: as === undefined ? tokens : onlyAs(tokens, as.account),
    clock: systemClock,
    ids: systemIds,
    logger,
    timeoutMs: readConfig().timeoutSeconds * 1000,
    onWait,
  });
}
