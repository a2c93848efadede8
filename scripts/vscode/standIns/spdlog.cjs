// Stands in for @vscode/spdlog, which is native. VS Code writes every log and every output channel through it:
// without it, output channels stay empty. Files are not rotated, our sessions are short.
// @ts-check
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.formatted = true;
  }

  /**
   * @param {number} level
   * @param {string} message
   */
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    fs.appendFileSync(this.file, this.formatted ? `${time} [${LEVELS[level]}] ${message}\n` : message);
  }

  /** @param {string} message */
  trace(message) {
    this.write(0, message);
  }

  /** @param {string} message */
  debug(message) {
    this.write(1, message);
  }

  /** @param {string} message */
  info(message) {
    this.write(2, message);
  }

  /** @param {string} message */
  warn(message) {
    this.write(3, message);
  }

  /** @param {string} message */
  error(message) {
    this.write(4, message);
  }

  /** @param {string} message */
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }

  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.formatted = true;
  }

  clearFormatters() {
    this.formatted = false;
  }

  flush() {}

  drop() {}
}

/**
 * @param {string} _name
 * @param {string} file
 */
async function createLogger(_name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(file);
}

exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
