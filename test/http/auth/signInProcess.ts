// A window in a process of its own: signs in as a new person each time it is told to. Told "nobody", it waits for somebody
// who never comes, and says where.
import './shiftedClock';
import { SignIns } from '../../../src/core/auth/signIns';
import { systemClock } from '../../../src/node/system';
import { Person } from '../../support/person';
import { MapMemory, SharedSecrets } from '../../support/secretStorage';
import { engineFor, REGISTRATION, sessionOf, withBrowser } from './support';

const [, , origin = '', folder = ''] = process.argv;
const engine = engineFor({ origin });
const signIns = new SignIns({
  secrets: new SharedSecrets(folder),
  memory: new MapMemory(),
  clock: systemClock,
  engine: () => Promise.resolve(engine),
  sessions: { silent: () => Promise.resolve(undefined) },
  isTrusted: () => true,
  registration: () => ({ kind: 'usable', registration: REGISTRATION }),
});

process.on('message', (login: string) => {
  void (login === 'nobody' ? waitInVain() : signInAs(login)).then(
    () => process.send?.('done'),
    (error: unknown) => process.send?.(String(error)),
  );
});

async function signInAs(login: string): Promise<void> {
  const result = await withBrowser(engine, { visit: (url) => new Person(login).open(url) });
  await signIns.keep(REGISTRATION, 'browser', sessionOf(result));
  // A renewal writes too.
  const { value: refused } = await signIns.provider('global').getToken();
  await signIns.provider('global').getToken({ refused });
}

async function waitInVain(): Promise<void> {
  await withBrowser(engine, {
    visit: (url) => {
      process.send?.(new URL(url).searchParams.get('redirect_uri') ?? '');
      return Promise.resolve();
    },
  });
}

process.send?.('ready');
