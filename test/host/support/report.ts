import { type TextDocument, workspace } from 'vscode';

/** What the output panel shows, as the user reads it. */
function reportDocument(): TextDocument | undefined {
  return workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'output' && uri.path.endsWith('Virtual Appointment'),
  );
}

/** Runs an action and waits for the report that it adds to the output panel. */
export async function reportOf(action: () => Thenable<unknown>): Promise<string> {
  const before = reportDocument()?.getText().length ?? 0;
  await action();
  return await new Promise((resolve) => {
    const check = (): void => {
      const added = reportDocument()?.getText().slice(before) ?? '';
      // A report ends with an empty line.
      if (!/──\n[\s\S]*\n\n$/.test(added.replaceAll('\r\n', '\n'))) return;
      changed.dispose();
      opened.dispose();
      resolve(added);
    };
    const changed = workspace.onDidChangeTextDocument(check);
    const opened = workspace.onDidOpenTextDocument(check);
    check();
  });
}
