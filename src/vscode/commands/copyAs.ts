import { env, window } from 'vscode';
import { toCurl } from '../../core/export/curl';
import type { GraphRequest } from '../../core/graph/requests';
import { notify } from '../notify';
import { say } from '../translate';
import { planned } from './planned';
import { prepare } from './prepare';
import type { Handler } from './runCommand';

type Form = {
  readonly label: string;
  readonly description: string;
  write(root: string, request: GraphRequest): string;
};

const FORMS: readonly Form[] = [
  { label: 'cURL', description: say('for bash, zsh and other POSIX shells'), write: toCurl },
];

/** Copy Request As…: the request that Send Patch would make now, in another form. The token stays a placeholder. */
export const copyAs: Handler = async (services, uri) => {
  const prepared = await prepare(services, uri, 'send');
  if (prepared === undefined) return;
  const form = await window.showQuickPick(FORMS, { title: say('Copy the request as…') });
  if (form === undefined) return;
  const { root, request } = await planned(services, prepared);
  await env.clipboard.writeText(form.write(root, request));
  notify(
    'information',
    say('Copied as {form}. The token is taken from the variable TOKEN.', { form: form.label }),
  );
};
