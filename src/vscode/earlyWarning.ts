import { Disposable, window, workspace } from 'vscode';
import { tagState } from '../core/send/base';
import { readConfig } from './config';
import { payloadState } from './payloadState';
import { isPayload } from './selector';
import type { Services } from './services';

/** What was read more recently is taken for what the server has. */
const FRESH_MS = 3 * 60_000;

/** Between two looks at the same appointment. */
const PAUSE_MS = 60_000;

/**
 * Looks whether the server has changed when a payload comes to the front whose base is some minutes old: before the
 * user has done the work, not after. One conditional read, nothing while signed out, and no word when it fails.
 */
export function registerEarlyWarning(services: Services): Disposable {
  const looked = new Map<string, number>();
  const abort = new AbortController();

  const look = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (document === undefined || !isPayload(document) || !window.state.focused || !workspace.isTrusted)
      return;
    if (!readConfig(document.uri).earlyWarning) return;
    const { target, account, known } = await payloadState(services, document);
    if (target === undefined || account === undefined) return;
    // Looking must not start anything.
    if (target.cloud === 'emulator' && !services.emulator.isRunning) return;
    const now = services.clock.monotonic();
    const state = tagState(known, services.clock.now());
    const key = JSON.stringify(target);
    const last = looked.get(key);
    if (state.kind !== 'fresh' || state.ageMs < FRESH_MS) return;
    if (last !== undefined && now - last < PAUSE_MS) return;
    looked.set(key, now);
    const { lookForNews } = await import('./commands/handlers');
    await lookForNews(services, target, account, abort.signal);
  };
  const lookNow = (): void => {
    void look().catch((error: unknown) => {
      services.logger.warn(`The server was not looked at: ${String(error)}`);
    });
  };
  return Disposable.from(
    window.onDidChangeActiveTextEditor(lookNow),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) lookNow();
    }),
    new Disposable(() => {
      abort.abort();
    }),
  );
}
