import { CodeLens, type Command, Disposable, EventEmitter, languages, Range, workspace } from 'vscode';
import { COMMANDS } from '../manifest';
import { affectsLenses, readConfig } from './config';
import { PAYLOADS } from './selector';
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
      provideCodeLenses({ uri }) {
        const { codeLens, cloud } = readConfig(uri);
        if (!codeLens) return [];
        const lenses: Command[] = [
          { title: `$(cloud-upload) ${say('Send Patch')}`, command: COMMANDS.send, arguments: [uri] },
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
