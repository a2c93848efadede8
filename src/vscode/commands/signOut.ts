import { readConfig } from '../config';
import { notify } from '../notify';
import { say } from '../translate';
import type { Handler } from './runCommand';

/** Sign Out: forgets the token of the chosen cloud. */
export const signOut: Handler = async (services) => {
  const { cloud } = readConfig();
  if (cloud === 'emulator') {
    notify('information', say('The emulator needs no sign-in, so there is nothing to sign out of.'));
    return;
  }
  const known = await services.tokens.forget(cloud);
  notify(
    'information',
    known
      ? say('Signed out of {cloud}: the token is gone from this machine. It stays valid until it expires.', {
          cloud,
        })
      : say('There was no token for {cloud}.', { cloud }),
  );
};
