import type { SignInEngine } from '../../core/auth/engine';
import { explainNumber, explainProblem } from '../../core/auth/explainProblem';
import { registrationHelp } from '../../core/auth/registrationHelp';
import { signInWithBrowser } from './browser';
import type { EngineParts } from './client';
import { signInWithDeviceCode } from './deviceCode';
import { renew } from './renew';

/**
 * Sign-in with MSAL Node, and the words for what can go wrong: everything that only somebody who signs in needs.
 *
 * Held to MSAL 7: 7.2 is the first whose loopback server checks `state`, and upstream intends to remove public clients
 * in the next major version (AzureAD/microsoft-authentication-library-for-js#8836). What we need of it is this interface.
 */
export function createEngine(parts: EngineParts): SignInEngine {
  return {
    withBrowser: (registration, options) => signInWithBrowser(parts, registration, options),
    withDeviceCode: (registration, options) => signInWithDeviceCode(parts, registration, options),
    renew: (registration, session, options) => renew(parts, registration, session, options),
    explain: explainProblem,
    explainNumber,
    registrationHelp,
  };
}
