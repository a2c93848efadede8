import type { OutputChannel } from 'vscode';
import { oneLine } from '../core/report/redact';

/** The output panel with the reports, newest last. */
export class ReportChannel {
  readonly #channel: OutputChannel;

  constructor(channel: OutputChannel) {
    this.#channel = channel;
  }

  /** Adds a report under a heading and shows it, without taking the focus away from the editor. */
  add(heading: string, report: string): void {
    this.append(heading, report);
    this.#channel.show(true);
  }

  /** Adds a report and leaves in view what is in view. */
  append(heading: string, report: string): void {
    const time = new Date().toLocaleTimeString('en-GB');
    this.#channel.appendLine(`── ${time}  ${oneLine(heading)} ──\n${report}\n`);
  }

  show(): void {
    this.#channel.show(true);
  }
}
