import { commands, Uri } from 'vscode';
import { ruleDocAnchor } from '../../core/lint/docAnchor';
import { RULES } from '../../core/lint/rules';
import type { Handler } from './runCommand';

/** Show the Rules: the reference that comes with the extension, at the rule that a finding is of. */
export const explainRule: Handler = async ({ extensionUri }, rule) => {
  const known = RULES.find(({ id }) => id === rule)?.id ?? '';
  const [file = '', fragment = ''] = ruleDocAnchor(known).split('#');
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(extensionUri, file).with({ fragment }));
};
