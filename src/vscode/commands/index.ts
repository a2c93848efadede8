import { Disposable, Uri } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import { type CommandName, COMMANDS } from '../../manifest';
import type { Services } from '../services';
import { registerCommand } from './runCommand';

/** Registers all commands. What they do is loaded with the first one that is run. */
export function registerCommands(services: Services): Disposable {
  const names = Object.keys(COMMANDS) as CommandName[];
  return Disposable.from(
    ...names.map((name) =>
      registerCommand(
        name,
        async (...args) => {
          const { HANDLERS } = await import('./handlers');
          const [services, ...given] = args;
          await HANDLERS[name](services, ...given.map(meant));
        },
        services,
      ),
    ),
  );
}

/** A menu of the results hands over the result: what is meant is its file. */
function meant(argument: unknown): unknown {
  const uri = isRecord(argument) && !(argument instanceof Uri) ? argument['uri'] : undefined;
  return uri instanceof Uri ? uri : argument;
}
