import { Disposable } from 'vscode';
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
          await (await import('./handlers')).runHandler(name, ...args);
        },
        services,
      ),
    ),
  );
}
