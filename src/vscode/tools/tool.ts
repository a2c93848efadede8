import type { CancellationToken, PreparedToolInvocation, TextDocument } from 'vscode';
import type { Services } from '../services';

/** What a language model can do with one payload file. */
export interface Tool {
  /** What the user is told, and asked, before it runs. Has no effects. */
  prepare(
    services: Services,
    document: TextDocument,
  ): PreparedToolInvocation | Promise<PreparedToolInvocation>;
  /** Runs it. The result is shown to a model: no token, and no client's name, address or number. */
  use(services: Services, document: TextDocument, token: CancellationToken): object | Promise<object>;
}

/** Why something was not done, in words for a model. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly reason: string;
}

/** @param reason what has to be done first, in words for a model */
export function refusal(reason: string): Refusal {
  return { outcome: 'refused', reason };
}
