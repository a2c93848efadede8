import { commands, env, Uri, window } from 'vscode';
import { EXPORT_FORMS } from '../../core/export/forms';
import { type MigrationGuide, migrationGuide } from '../../core/migration/guide';
import { readDirectives } from '../../core/payload/directives';
import { COMMANDS } from '../../manifest';
import { readConfig } from '../config';
import { fileName } from '../fileName';
import { type Action, notify } from '../notify';
import { payloadOf, pickDocument } from '../payloads';
import { payloadState } from '../payloadState';
import type { Services } from '../services';
import { say, translate } from '../translate';
import { guard, type Handler } from './runCommand';
import { tellNoPayload } from './tellNoPayload';

/** Stands in the requests of a payload that names no meeting. */
const MEETING_TO_COME = 'MEETING-ID';

/**
 * Show Migration Guide: what becomes of the payload now that the resource is retired, as a document, with the requests
 * that are left to run or to copy. Sends nothing. With the emulator chosen it is about the global cloud: there is nothing
 * to migrate from here.
 */
export const showMigration: Handler = async (services, uri) => {
  const document = await pickDocument(uri instanceof Uri ? uri : undefined, services.lastPayload.uri);
  if (document === undefined) {
    tellNoPayload(uri);
    return;
  }
  const payload = payloadOf(document);
  const { cloud, target } = await payloadState(services, document);
  const user = readDirectives(payload).user ?? readConfig(document.uri).user;
  const name = fileName(document.uri);
  const guide = migrationGuide(
    {
      name,
      payload,
      target: {
        ...(target ?? { user, meetingId: MEETING_TO_COME }),
        cloud: cloud === 'emulator' ? 'global' : cloud,
      },
    },
    translate,
  );
  await services.documents.showPage(`${name} (migration).md`, guide.markdown, document.uri);
  const getLink: Action = {
    title: say('Get Join Link'),
    run: () => commands.executeCommand(COMMANDS.getJoinLink, document.uri),
  };
  notify('information', say('The guide says what becomes of this file. Nothing was sent.'), [
    getLink,
    copyRequest(services, guide),
  ]);
};

/** The button that leads on to the guide. */
export function migrationStep(uri: Uri): Action {
  return {
    title: say('Show Migration Guide'),
    run: () => commands.executeCommand(COMMANDS.showMigration, uri),
  };
}

function copyRequest(services: Services, { requests, root }: MigrationGuide): Action {
  const title = say('Copy a Request As…');
  return {
    title,
    run: () =>
      guard(services, title, async () => {
        const items = requests.map(({ label, request }) => ({ label: translate(label), request }));
        const item = await window.showQuickPick(items, { title: say('Which request?') });
        if (item === undefined) return;
        const form = await window.showQuickPick(Object.values(EXPORT_FORMS), {
          title: say('Copy the request as…'),
        });
        if (form === undefined) return;
        await env.clipboard.writeText(form.write(root, item.request));
        notify(
          'information',
          say('Copied as {form}. The token is taken from the variable TOKEN.', { form: form.label }),
        );
      }),
  };
}
