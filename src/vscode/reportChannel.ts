import type { OutputChannel } from 'vscode';

/** The output panel with the reports, newest last. */
export class ReportChannel {
  readonly #channel: OutputChannel;

  constructor(channel: OutputChannel) {
    this.#channel = channel;
  }

  /** Adds a report under a heading and shows it, without taking the focus away from the editor. */
  add(heading: string, report: string): void {
    const time = new Date().toLocaleTimeString('en-GB');
    this.#channel.appendLine(`── ${time}  ${heading} ──\n${report}\n`);
    this.#channel.show(true);
  }

  show(): void {
    this.#channel.show(true);
  }
}
