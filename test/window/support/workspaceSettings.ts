/** Settings of the workspace, as a file among its others: they go with it. */
export function workspaceSettings(settings: Readonly<Record<string, unknown>>): Record<string, string> {
  return { '.vscode/settings.json': JSON.stringify(settings) };
}
