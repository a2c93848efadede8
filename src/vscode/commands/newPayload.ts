import { Position, SnippetString, window } from 'vscode';
import { type Template, TEMPLATES, templateSnippet } from '../../core/templates/templates';
import type { Services } from '../services';
import { readConfig } from '../config';
import { say, translate } from '../translate';
import { openUntitledPayload } from '../untitledPayload';
import { newFromServer } from './newFromServer';
import type { Handler } from './runCommand';

/** New Payload File: from a template with tab stops, or from what the server has now. Not saved until the user does. */
export const newPayload: Handler = async (services, uri) => {
  const items: { label: string; detail: string; template: Template | undefined }[] = [
    ...TEMPLATES.map((template) => ({
      label: translate(template.label),
      detail: translate(template.detail),
      template,
    })),
    {
      label: say('From what the server has now'),
      detail: say('reads an appointment, and stores its tag for the next send'),
      template: undefined,
    },
  ];
  const choice = await window.showQuickPick(items, { title: say('What should the payload start with?') });
  if (choice === undefined) return;
  if (choice.template === undefined) {
    await newFromServer(services, uri);
    return;
  }
  const snippet = templateSnippet(choice.template, await knownMeeting(services));
  const editor = await openUntitledPayload(uri);
  await editor.insertSnippet(new SnippetString(snippet), new Position(0, 0));
};

/** The meeting of an emulator that runs already. Others are asked for when the payload is sent. */
async function knownMeeting({ emulator }: Services): Promise<string | undefined> {
  if (readConfig().cloud !== 'emulator' || !emulator.isRunning) return undefined;
  return (await emulator.start()).state().meetings[0]?.id;
}
