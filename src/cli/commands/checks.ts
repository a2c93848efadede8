/** What the subcommands do that need nothing but files: a bundle of its own. */
export { fix } from './fix';
export { validate } from './validate';
