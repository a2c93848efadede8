// `npm start`: opens VS Code with the extension on a sample workspace. This part runs on the machine's own Node and
// needs nothing installed; the rest is start.ts.
// @ts-check

async function main() {
  const { ensureInstalled } = await import('./ensureInstalled.mjs');
  await ensureInstalled();
  const { runOnOwnNode } = await import('./runOnOwnNode.mjs');
  process.exitCode = await runOnOwnNode('scripts/start.ts', process.argv.slice(2));
}

if (Number.parseInt(process.versions.node) < 20) {
  console.error(`npm start needs Node 20 or newer, and this is ${process.version}: install a current Node.`);
  process.exitCode = 1;
} else {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
