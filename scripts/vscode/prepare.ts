// Fetches every VS Code and the browser that the tests need, before suites that run side by side would each fetch them.
import { findBrowser } from './browser';
import { installVsCode } from './install';
import { VSCODE_VERSIONS } from './versions';

async function main(): Promise<void> {
  for (const { vscode } of VSCODE_VERSIONS) await installVsCode(vscode, console.log);
  await findBrowser(console.log);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
