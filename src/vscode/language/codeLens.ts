import {
  CodeLens,
  type Command,
  Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  type Uri,
} from 'vscode';
import { blocking } from '../../core/lint/blocking';
import type { LintContext } from '../../core/lint/rule';
import { readDirectives } from '../../core/payload/directives';
import { tagState } from '../../core/send/base';
import { COMMANDS } from '../../manifest';
import { readConfig } from '../config';
import { analyse } from '../payloads';
import { lintContext, payloadState } from '../payloadState';
import { isPayload, PAYLOADS } from '../selector';
import type { Services } from '../services';
import { say } from '../translate';
import { stateText } from './stateText';

/** The age of a tag is shown in minutes. */
const REFRESH_MS = 60_000;
/**
 * VS Code waits a moment before it asks for new lenses, and asks no more when the editor loses the focus in that moment, as it
 * does with a press on a notification. It is told again, later than its longest wait.
 */
const AGAIN_MS = 3_000;

/** The actions above the first line of a payload file, and what they act on: cloud, meeting, tag. */
export function registerCodeLens(services: Services): Disposable {
  const changed = new EventEmitter<void>();
  const refresh = (): void => {
    changed.fire();
  };
  const timer = setInterval(refresh, REFRESH_MS);
  let again: ReturnType<typeof setTimeout> | undefined;
  return Disposable.from(
    changed,
    new Disposable(() => {
      clearInterval(timer);
      clearTimeout(again);
    }),
    services.onDidChangeState(() => {
      refresh();
      clearTimeout(again);
      again = setTimeout(refresh, AGAIN_MS);
    }),
    languages.registerCodeLensProvider(PAYLOADS, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document) {
        if (!readConfig(document.uri).codeLens || !isPayload(document)) return [];
        const state = await payloadState(services, document);
        const now = services.clock.now();
        const isAsked = services.questions.about(document.uri);
        const isStale = tagState(state.known, now).kind === 'stale';
        const lenses: Command[] = [
          isAsked ? mergeLens(document) : sendLens(document, lintContext(state)),
          // Beside Send: the end of the line can be out of sight, and in most languages words are longer.
          {
            title: stateText(state, now),
            tooltip: say('Where payloads are sent. Press to choose another cloud.'),
            command: COMMANDS.selectCloud,
          },
          ...actionLenses(document.uri, isStale).filter(
            ({ command }) => !isAsked || command !== COMMANDS.merge,
          ),
        ];
        return lenses.map((lens) => new CodeLens(new Range(0, 0, 0, 0), lens));
      },
    }),
  );
}

/** While a merge waits for a decision: there is nothing else to send. */
function mergeLens({ uri }: TextDocument): Command {
  return { title: `$(git-merge) ${say('Finish the Merge…')}`, command: COMMANDS.merge, arguments: [uri] };
}

/**
 * What else can be done. Once the server has changed, what helps then comes first. VS Code cuts off what the line has no
 * room for, so each is a word or two, without an icon, which it draws into the word; its tooltip is the command's whole name.
 */
function actionLenses(uri: Uri, isStale: boolean): Command[] {
  const lens = (title: string, tooltip: string, command: string): Command => ({
    title,
    tooltip,
    command,
    arguments: [uri],
  });
  const compare = lens(say('Compare'), say('Compare with Server'), COMMANDS.compare);
  const merge = lens(
    `$(git-merge) ${say('Merge and Resend')}`,
    say('Merge what was changed here and on the server, and send it'),
    COMMANDS.merge,
  );
  const preview = lens(say('Preview'), say('Preview Request'), COMMANDS.preview);
  const fetch = lens(say('Fetch'), say('Fetch from Server'), COMMANDS.fetch);
  const joinLink = lens(say('Join Link'), say('Get Join Link'), COMMANDS.getJoinLink);
  return isStale ? [compare, merge, fetch, preview] : [preview, fetch, compare, joinLink];
}

function sendLens(document: TextDocument, context: LintContext): Command {
  const { uri } = document;
  const { payload, findings } = analyse(document, context);
  const errors = blocking(findings, 'editor').length;
  const condition = readDirectives(payload).ifMatch ?? readConfig(uri).ifMatch;
  const title =
    errors > 0
      ? `$(error) ${errors === 1 ? say('Send Patch (1 error)') : say('Send Patch ({errors} errors)', { errors })}`
      : condition === 'none'
        ? `$(warning) ${say('Send Patch (UNCONDITIONAL)')}`
        : `$(cloud-upload) ${say('Send Patch')}`;
  return { title, command: COMMANDS.send, arguments: [uri] };
}
