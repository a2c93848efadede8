/** The commands of signing in and out, loaded by their first use: most sends go to the emulator. */
export { setToken } from './setToken';
export { signIn } from './signIn';
export { signOut } from './signOut';
export { switchAccount } from './switchAccount';
