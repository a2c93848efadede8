// Preloaded into the VS Code server. Its page keeps secrets in the browser, encrypted with a key of which the server has one
// half, and this build's page asks for it at an address that only code-server's own web server answers, which we run VS
// Code without. Without an answer secrets last until the page is loaded anew.
// @ts-check
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';

const keyFile = process.env['VAPPT_VSCODE_SECRET_KEY'];

/** @param {string} file */
function keyHalf(file) {
  try {
    return readFileSync(file);
  } catch {
    const key = randomBytes(32);
    writeFileSync(file, key, { mode: 0o600 });
    return key;
  }
}

// The server's children inherit this file, and are no servers of pages.
if (keyFile !== undefined && /server-main\.js$/.test(process.argv[1] ?? '')) {
  const emit = /** @type {(this: Server, event: string, ...args: unknown[]) => boolean} */ (
    Server.prototype.emit
  );
  Server.prototype.emit = function (/** @type {string} */ event, /** @type {unknown[]} */ ...args) {
    if (event !== 'request') return emit.call(this, event, ...args);
    const [request, response] =
      /** @type {[import('node:http').IncomingMessage, import('node:http').ServerResponse]} */ (args);
    if (!/\/mint-key$/.test(request.url?.split('?')[0] ?? '')) return emit.call(this, event, ...args);
    response.setHeader('Content-Type', 'application/octet-stream');
    response.setHeader('Cache-Control', 'no-store');
    response.end(keyHalf(keyFile));
    return true;
  };
}
