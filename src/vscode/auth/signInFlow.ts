import { EventEmitter } from 'vscode';
import type { Registration } from '../../core/auth/registration';

/** The sign-in that waits for its user, if there is one: one at a time in a window. */
export class SignInFlow {
  readonly #changed = new EventEmitter<void>();
  #running: { readonly abort: AbortController; readonly registration: Registration } | undefined;

  /** Fires when a sign-in begins or ends, and when somebody is signed in or out in this window. */
  readonly onDidChange = this.#changed.event;

  /** What is being signed in with. */
  get registration(): Registration | undefined {
    return this.#running?.registration;
  }

  notifyChange(): void {
    this.#changed.fire();
  }

  /** Ends the sign-in that is under way: it is `cancelled`. */
  cancel(): void {
    this.#running?.abort.abort();
  }

  dispose(): void {
    this.cancel();
    this.#changed.dispose();
  }

  /** Runs a sign-in that ends when its controller is aborted. One that is under way is cancelled first. */
  async run<Result>(
    registration: Registration,
    signIn: (abort: AbortController) => PromiseLike<Result>,
  ): Promise<Result> {
    this.cancel();
    const running = { abort: new AbortController(), registration };
    this.#running = running;
    this.#changed.fire();
    try {
      return await signIn(running.abort);
    } finally {
      if (this.#running === running) this.#running = undefined;
      this.#changed.fire();
    }
  }
}
