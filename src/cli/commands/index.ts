/** What the subcommands do but those of `checks.ts`: a bundle of its own. */
export { create } from './create';
export { runEmulator } from './emulator';
export { exportAs } from './export';
export { fetch } from './fetch';
export { joinLink } from './joinLink';
export { preview } from './preview';
export { send } from './send';
export { checkToken } from './token';
