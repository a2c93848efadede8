import { type ExtensionContext, ExtensionMode } from 'vscode';
import type { BulkPlace } from './vscode/bulk/bulk';
import { bulkPlace, takeUpLeftOvers } from './vscode/bulk/leftOvers';
import { registerCodeActions } from './vscode/language/codeActions';
import { registerCodeLens } from './vscode/language/codeLens';
import { registerCommands } from './vscode/commands';
import { guard } from './vscode/commands/runCommand';
import { createServices } from './vscode/createServices';
import { registerEarlyWarning } from './vscode/earlyWarning';
import { registerDiagnostics } from './vscode/language/diagnostics';
import { registerHover } from './vscode/language/hover';
import { registerTools } from './vscode/languageModelTools';
import { takeUpLeftMerges } from './vscode/merge/leftMerges';
import { registerPaste } from './vscode/pasteProvider';
import { registerStatusBar } from './vscode/statusBar';
import type { Services } from './vscode/services';
import { registerViews } from './vscode/views';

/** What the tests of this extension work with; nobody else gets it. */
export interface TestApi {
  readonly services: Services;
  readonly place: BulkPlace;
  readonly context: ExtensionContext;
}

/**
 * VS Code calls it when the first payload file opens or a command runs. What it returns is for the host tests, and
 * exists only there.
 */
export function activate(context: ExtensionContext): TestApi | undefined {
  const place = bulkPlace(context);
  const services = createServices(context, place);
  context.subscriptions.push(
    registerCommands(services),
    registerCodeLens(services),
    registerCodeActions(services),
    registerDiagnostics(services),
    registerEarlyWarning(services),
    registerHover(services),
    registerStatusBar(services),
    registerTools(services),
    registerViews(services),
    registerPaste(),
  );
  void takeUpLeftOvers(services, place);
  void guard(services, 'Take up what is left of merges', () => takeUpLeftMerges(services));
  return context.extensionMode === ExtensionMode.Test ? { services, place, context } : undefined;
}
