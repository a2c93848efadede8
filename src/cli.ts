#!/usr/bin/env node
import { nodeConsole } from './cli/console';
import { runCli } from './cli/program';

void runCli(process.argv.slice(2), nodeConsole()).then((exitCode) => {
  // Not process.exit: output that goes to a pipe may still be on its way.
  process.exitCode = exitCode;
});
