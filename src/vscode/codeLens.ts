import { CodeLens, type Command, Disposable, EventEmitter, languages, Range, workspace } from 'vscode';
import { readDirectives } from '../core/payload/directives';
import { COMMANDS } from '../manifest';
import { affectsLenses, readConfig } from './config';
import { analyse } from './payloads';
import { isPayload, PAYLOADS } from './selector';
import { say } from './translate';

/** The actions above the first line of a payload file, and the cloud they go to. */
export function registerCodeLens(): Disposable {
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    workspace.onDidChangeConfiguration((event) => {
      if (affectsLenses.some((setting) => event.affectsConfiguration(setting))) changed.fire();
    }),
    languages.registerCodeLensProvider(PAYLOADS, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        const { uri } = document;
        const { codeLens, cloud, ifMatch } = readConfig(uri);
        if (!codeLens || !isPayload(document)) return [];
        const condition = readDirectives(analyse(document).payload).ifMatch ?? ifMatch;
        const send =
          condition === 'none'
            ? `$(warning) ${say('Send Patch (UNCONDITIONAL)')}`
            : `$(cloud-upload) ${say('Send Patch')}`;
        const lenses: Command[] = [
          { title: send, command: COMMANDS.send, arguments: [uri] },
          { title: `$(eye) ${say('Preview Request')}`, command: COMMANDS.preview, arguments: [uri] },
          {
            title: `$(cloud-download) ${say('Fetch from Server')}`,
            command: COMMANDS.fetch,
            arguments: [uri],
          },
          { title: `$(link) ${say('Get Join Link')}`, command: COMMANDS.getJoinLink, arguments: [uri] },
          {
            title: cloud === 'emulator' ? `$(beaker) ${say('emulator')}` : `$(globe) ${cloud}`,
            tooltip: say('Where payloads are sent. Press to choose another cloud.'),
            command: COMMANDS.selectCloud,
          },
        ];
        return lenses.map((lens) => new CodeLens(new Range(0, 0, 0, 0), lens));
      },
    }),
  );
}
