// Preloaded into the VS Code server: it ends when the process that started it is gone, even when that process
// was killed and could not clean up. An extension host that hangs would outlive it, so the whole group goes.
// @ts-check
'use strict';
process.on('disconnect', () => {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Not the leader of a group: a child of the server, which inherits this file, or Windows.
    process.exit();
  }
});
