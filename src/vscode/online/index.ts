/** What talks to Graph, and as whom. In a bundle of its own: a window that only shows payload files does not load it. */
export { createClient } from './createClient';
export { createSignIns } from './createSignIns';
