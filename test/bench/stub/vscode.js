// A `vscode` that agrees to everything: enough to see how long our code takes to load and to activate.
'use strict';

/** @type {unknown} */
const anything = new Proxy(function () {}, {
  get(target, name) {
    if (name === 'then') return undefined;
    if (name === 'prototype') return target.prototype;
    if (name === Symbol.toPrimitive) return () => 'anything';
    if (name === Symbol.iterator) return [][Symbol.iterator];
    return anything;
  },
  set: () => true,
  apply: () => anything,
  construct: () => /** @type {object} */ (anything),
});

module.exports = anything;
