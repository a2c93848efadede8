import type { GraphClient } from '../graph/graphClient';
import type { HttpTransport } from '../ports';
import type { SendParts } from '../send/fetchAppointment';
import type { SendOutcome } from '../send/outcome';
import { BatchTransport } from './batchTransport';
import { endedEntry } from './endedEntry';
import type { BulkJob, JobResult } from './job';
import { jobClient } from './jobClient';
import { SharedPause } from './pause';
import type { BulkOptions } from './runBulk';
import { sendJob } from './sendJob';

/** What the jobs of one run share: the pause, the batches, and the reason for trying no more. */
export class BulkRun {
  readonly #parts: SendParts;
  readonly #options: BulkOptions;
  readonly #stop = new AbortController();
  readonly #pause: SharedPause;
  #batches: BatchTransport | undefined;
  readonly #client: GraphClient;
  /** What the rest would get too. */
  #verdict: SendOutcome | undefined;
  readonly #failures: Error[] = [];

  constructor(parts: SendParts, options: BulkOptions) {
    this.#parts = parts;
    this.#options = options;
    const pause = new SharedPause(parts.clock, options.onPause);
    this.#pause = pause;
    this.#client = parts.client.with(({ transport, ids }) => {
      const pausing = this.#pausing(transport);
      if (!options.batch) return { transport: pausing };
      this.#batches = new BatchTransport(pausing, ids, (part) => {
        pause.observe(part);
      });
      return { transport: this.#batches };
    });
    this.#followSignal();
  }

  /** Does one job. Never rejects: `end` tells what went wrong. */
  async one(job: BulkJob): Promise<void> {
    if (this.#failures.length > 0) return;
    try {
      const result = this.#notTried(job) ?? (await this.#alone(job));
      const entry = endedEntry(job, result);
      try {
        if (entry !== undefined) await this.#options.journal?.write(entry);
      } finally {
        this.#options.onResult(job, result);
      }
    } catch (error) {
      this.#failures.push(error as Error);
      this.#stop.abort();
    }
  }

  /** @throws what went wrong first, if anything did */
  end(): void {
    const [first] = this.#failures;
    if (first !== undefined) throw first;
  }

  #notTried({ earlier }: BulkJob): JobResult | undefined {
    if (earlier?.kind === 'certain') return undefined;
    if (this.#stop.signal.aborted) {
      return { kind: 'notTried', outcome: { kind: 'cancelled', requestSent: false } };
    }
    return this.#verdict === undefined ? undefined : { kind: 'notTried', outcome: this.#verdict };
  }

  async #alone(job: BulkJob): Promise<JobResult> {
    const { alone } = this.#options;
    // What an earlier run has done goes nowhere.
    if (alone === undefined || job.earlier?.kind === 'certain') return await this.#send(job);
    return await alone(job, () => this.#send(job));
  }

  async #send(job: BulkJob): Promise<JobResult> {
    this.#batches?.enter();
    try {
      const client = jobClient(this.#client, job, {
        pause: this.#pause,
        journal: this.#options.journal,
        cancelled: this.#stop.signal,
      });
      const result = await sendJob({ readsBack: false, ...this.#parts, client }, job);
      // Nobody else would do better with this token.
      if (result.kind === 'sent' && result.record.outcome.kind === 'signInNeeded') {
        this.#verdict ??= result.record.outcome;
      }
      return result;
    } finally {
      this.#batches?.leave();
    }
  }

  /** Whatever is sent waits for the pause, and every answer may make one. */
  #pausing(transport: HttpTransport): HttpTransport {
    return {
      send: async (request, { timeoutMs }) => {
        const refusal = await this.#pause.over(this.#stop.signal);
        if (refusal !== undefined) return refusal;
        const response = await transport.send(request, { timeoutMs });
        this.#pause.observe(response);
        return response;
      },
    };
  }

  #followSignal(): void {
    const { signal } = this.#options;
    const stop = (): void => {
      this.#stop.abort();
    };
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  }
}
