import type { LogOutputChannel } from 'vscode';
import type { Logger } from '../core/ports';
import { redact } from '../core/report/redact';

/** Diagnostics for the log channel, redacted. */
export function channelLogger(channel: LogOutputChannel): Logger {
  return {
    debug: (message) => {
      channel.debug(redact(message));
    },
    info: (message) => {
      channel.info(redact(message));
    },
    warn: (message) => {
      channel.warn(redact(message));
    },
    error: (message) => {
      channel.error(redact(message));
    },
  };
}
