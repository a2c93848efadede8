import { env, window } from 'vscode';
import { EXPORT_FORMS } from '../../core/export/forms';
import { TOKEN_PATH } from '../../core/graph/emulatorPaths';
import { notify } from '../notify';
import { say } from '../translate';
import { planned } from './planned';
import { prepare } from './prepare';
import type { Handler } from './runCommand';

/** Copy Request As…: the request that Send Patch would make now, in another form. The token stays a placeholder. */
export const copyAs: Handler = async (services, uri) => {
  const prepared = await prepare(services, uri, 'look');
  if (prepared === undefined) return;
  const form = await window.showQuickPick(Object.values(EXPORT_FORMS), {
    title: say('Copy the request as…'),
  });
  if (form === undefined) return;
  const { root, request } = await planned(services, prepared);
  await env.clipboard.writeText(form.write(root, request));
  const gaps = [root, request.headers['If-Match'] ?? ''].flatMap((text) => /<[a-z ]+>/.exec(text) ?? []);
  const args = { form: form.label, gaps: gaps.join(', ') };
  const words = [
    gaps.length === 0
      ? say('Copied as {form}. The token is taken from the variable TOKEN.', args)
      : say('Copied as {form}. Fill in {gaps}; the token is taken from the variable TOKEN.', args),
    ...(prepared.plan.target.cloud === 'emulator'
      ? [
          say('The emulator gives one, as "access_token", for a POST to {address}.', {
            address: root + TOKEN_PATH,
          }),
        ]
      : []),
  ];
  notify('information', words.join(' '));
};
