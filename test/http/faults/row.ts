import type { HttpTransport } from '../../../src/core/ports';
import type { Handler } from '../../support/localServer';
import type { Operation } from '../matrix/operations';
import type { Trouble, World } from '../matrix/world';
import type { BrokenServers } from './brokenServers';

/** Something that goes wrong, for any operation. */
export interface FaultRow {
  /** As the table of docs/faults.md calls it. */
  readonly name: string;
  /** Whether the client must have closed the connection itself, since nobody else does. */
  readonly drops?: true;
  readonly trouble: (operation: Operation, world: World, servers: BrokenServers) => Trouble;
}

export interface FaultGroup {
  readonly title: string;
  readonly rows: readonly FaultRow[];
}

interface AnsweredOptions {
  /** A write is carried out before it is answered in this way. */
  readonly applies?: boolean;
  /** It happens once; the same request goes through the next time. */
  readonly once?: boolean;
  readonly drops?: true;
  readonly transport?: HttpTransport;
  /** For requests that are never answered to the end: how long one waits. */
  readonly timeoutMs?: number;
}

/** The operation's own request meets this handler; others, such as reading again, go through. */
export function answered(name: string, handler: Handler, options: AnsweredOptions = {}): FaultRow {
  const { applies = false, once = false, drops, transport, timeoutMs } = options;
  return {
    name,
    ...(drops && { drops }),
    trouble: ({ method, body = '' }) => {
      let met = 0;
      return {
        front: {
          method,
          applies,
          meets: (request) => request.body.includes(body) && ((met += 1) === 1 || !once),
          handle: handler,
        },
        ...(transport !== undefined && { way: { transport } }),
        ...(timeoutMs !== undefined && { hangs: { method, body, timeoutMs } }),
      };
    },
  };
}

/** Every request goes another way. */
export function onTheWay(
  name: string,
  way: (
    servers: BrokenServers,
    world: World,
  ) => { readonly root?: string; readonly transport?: HttpTransport },
  timeoutMs?: number,
): FaultRow {
  return {
    name,
    trouble: (_operation, world, servers) => ({
      front: { method: 'none', handle: () => undefined },
      way: way(servers, world),
      ...(timeoutMs !== undefined && { hangs: { timeoutMs } }),
    }),
  };
}
