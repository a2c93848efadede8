#!/usr/bin/env node
import { clean, consoleOf, processTerminal } from './cli/console';
import { BUG } from './cli/exitCodes';
import { runCli } from './cli/program';
import { redact } from './core/report/redact';
import { withoutProxy } from './node/proxySettings';

// What stays on this machine must not go through a proxy (Node reads this late, when NODE_USE_ENV_PROXY is set).
const noProxy = withoutProxy(process.env, ['127.0.0.1', '[::1]']);
for (const name of ['NO_PROXY', 'no_proxy']) process.env[name] = noProxy;

// Not process.exit: output that goes to a pipe may still be on its way.
void runCli(process.argv.slice(2), consoleOf(processTerminal())).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`This is an error in vappt itself. Please report it.\n${clean(redact(detail))}\n`);
    process.exitCode = BUG;
  },
);
