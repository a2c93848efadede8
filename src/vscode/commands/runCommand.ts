import { commands, type Disposable } from 'vscode';
import { isEmulatorUnavailableError } from '../../core/errors';
import { COMMANDS, type CommandName } from '../../manifest';
import { notify } from '../notify';
import type { Services } from '../services';
import { say, translate } from '../translate';

/** What a command does. Arguments come from menus and lenses, and may be missing or anything. */
export type Handler = (services: Services, ...args: unknown[]) => Promise<void> | void;

/** The only place that registers commands. */
export function registerCommand(name: CommandName, handler: Handler, services: Services): Disposable {
  return commands.registerCommand(COMMANDS[name], async (...args: unknown[]) => {
    await guard(services, COMMANDS[name], () => handler(services, ...args));
  });
}

/** Runs a command, or what the button of a notification does, and tells the user when it fails. */
export async function guard(services: Services, what: string, task: () => unknown): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (isEmulatorUnavailableError(error)) {
      notify('error', translate(error.reason));
      return;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    services.logger.error(`${what} failed: ${detail}`);
    notify('error', say('This did not work because of an error in the extension. The log has the details.'), [
      {
        title: say('Show Log'),
        run: () => {
          services.showLog();
        },
      },
    ]);
  }
}
