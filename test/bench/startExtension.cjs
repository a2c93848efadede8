// Loads and activates the built extension in this process, and prints how long each took in milliseconds. `vscode` is
// found in NODE_PATH.
'use strict';
const path = require('node:path');
const anything = require('vscode');

const begun = performance.now();
const extension = require(path.join(__dirname, '../../dist/extension.js'));
const loaded = performance.now();
const memento = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
extension.activate({
  extensionMode: 1,
  extensionUri: anything,
  globalState: memento,
  workspaceState: memento,
  secrets: anything,
  subscriptions: [],
});
const activated = performance.now();
console.log(JSON.stringify({ load: loaded - begun, activate: activated - loaded }));
// Timers of the extension would keep the process.
process.exit();
