// Stands in for @vscode/native-watchdog, which ends an extension host whose server is gone. 1.110 does not start
// without it; 1.139 only complains.
// @ts-check
'use strict';
exports.start = () => {};
