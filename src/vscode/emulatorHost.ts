import type { Memento } from 'vscode';
import { EmulatorUnavailableError } from '../core/errors';
import type { Endpoint } from '../core/graph/clouds';
import type { AccessToken, Clock, Logger, TokenProvider, TokenRequest } from '../core/ports';
import { text as say } from '../core/text';
import { EMULATOR_ACCOUNT } from '../node/emulatorTokens';
import type { Emulator, EmulatorState } from '../emulator/index';

const STATE_KEY = 'vappt.emulator.state';
/** A token that is about to expire is replaced before it does. */
const RENEW_BEFORE_MS = 60_000;

interface IssuedToken {
  readonly value: string;
  readonly until: number;
  readonly instanceId: string;
}

/** This window's emulator: started by its first use, its state kept in the workspace's storage. */
export class EmulatorHost {
  readonly #memento: Memento;
  readonly #port: () => number;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #changed: () => void;
  #running: Promise<Emulator> | undefined;
  #stopped: Promise<unknown> = Promise.resolve();
  /** By user; the default user has no name. */
  readonly #tokens = new Map<string | undefined, IssuedToken>();

  /** @param parts `changed` is told when it has started or stopped */
  constructor(parts: {
    memento: Memento;
    port: () => number;
    clock: Clock;
    logger: Logger;
    changed: () => void;
  }) {
    this.#memento = parts.memento;
    this.#port = parts.port;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#changed = parts.changed;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Starts the emulator unless it runs. @throws EmulatorUnavailableError */
  async start(): Promise<Emulator> {
    const running = (this.#running ??= this.#launch());
    try {
      return await running;
    } catch (error) {
      // Another start may have begun since, and that one may work.
      if (this.#running === running) this.#running = undefined;
      throw error;
    }
  }

  /** Stops the emulator. Returns whether it ran. */
  async stop(): Promise<boolean> {
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return false;
    this.#changed();
    const stopping = running.then(async (emulator) => {
      await emulator.stop();
    });
    this.#stopped = stopping.catch(() => undefined);
    await stopping;
    return true;
  }

  /** Where the emulator is, starting it if need be. @throws EmulatorUnavailableError */
  async endpoint(): Promise<Endpoint> {
    return { cloud: 'emulator', root: (await this.start()).origin };
  }

  readonly tokens: TokenProvider = { getToken: (request) => this.#getToken(request) };

  async #getToken({ user, refused }: TokenRequest = {}): Promise<AccessToken> {
    const emulator = await this.start();
    const { instanceId } = emulator;
    const now = this.#clock.now();
    let token = this.#tokens.get(user);
    if (token?.instanceId !== instanceId || token.until < now + RENEW_BEFORE_MS || token.value === refused) {
      const { access_token: value, expires_in } = emulator.issueToken(user === undefined ? {} : { user });
      token = { value, until: now + expires_in * 1000, instanceId };
      this.#tokens.set(user, token);
    }
    return { value: token.value, account: EMULATOR_ACCOUNT };
  }

  async #launch(): Promise<Emulator> {
    const { startEmulator } = await import('../emulator/index');
    // A port that is set is free again only then.
    await this.#stopped;
    const port = this.#port();
    const start = async (initialState?: EmulatorState): Promise<Emulator> =>
      await startEmulator({
        port,
        initialState,
        onStateChange: (state) => {
          this.#keep(state);
        },
      });
    const stored = this.#memento.get<EmulatorState>(STATE_KEY);
    try {
      const emulator = await start(stored).catch(async (error: unknown) => {
        if (stored === undefined || !(error instanceof Error) || error.name !== 'GraphError') throw error;
        // Of another version, or damaged: put aside rather than lost, and no reason not to start.
        this.#logger.warn(`The emulator's stored state is put aside and a fresh one made: ${error.message}`);
        await this.#memento.update(`${STATE_KEY}.unusable`, stored);
        return await start();
      });
      this.#logger.info(`Emulator listening on ${emulator.origin}`);
      this.#changed();
      return emulator;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.#logger.error(`Emulator did not start: ${error instanceof Error ? error.message : code}`);
      const reason =
        code === 'EADDRINUSE'
          ? say(
              'Port {port} is in use, so the emulator cannot start. Set "vappt.emulator.port" to another, or to 0.',
              {
                port,
              },
            )
          : say('The emulator cannot start ({code}). See "Virtual Appointment Log" in the output panel.', {
              code,
            });
      throw new EmulatorUnavailableError(reason, { cause: error });
    }
  }

  #keep(state: EmulatorState): void {
    this.#memento.update(STATE_KEY, state).then(undefined, (error: unknown) => {
      this.#logger.warn(`The emulator's state was not stored: ${String(error)}`);
    });
  }
}
