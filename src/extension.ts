import { type ExtensionContext, ExtensionMode } from 'vscode';
import { registerCodeLens } from './vscode/codeLens';
import { registerCommands } from './vscode/commands';
import { createServices } from './vscode/createServices';
import { registerDiagnostics } from './vscode/diagnostics';
import { registerStatusBar } from './vscode/statusBar';
import type { Services } from './vscode/services';

/** What the tests of this extension work with; nobody else gets it. */
export interface TestApi {
  readonly services: Services;
}

export function activate(context: ExtensionContext): TestApi | undefined {
  const services = createServices(context);
  context.subscriptions.push(
    registerCommands(services),
    registerCodeLens(),
    registerDiagnostics(),
    registerStatusBar(services),
  );
  return context.extensionMode === ExtensionMode.Test ? { services } : undefined;
}
