// Another extension, which does what an agent does: it uses our tools for language models through VS Code.
import type { Page } from 'playwright-core';
import { runCommand } from './quickInput';

const TITLE = 'Tool Caller';

const MAIN = `
const { commands, lm, window } = require('vscode');
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    commands.registerCommand('toolCaller.use', async () => {
      const tool = await window.showInputBox({ title: 'Which tool?' });
      const tell = (text) => window.showInformationMessage(tool + ': ' + text, { modal: true });
      try {
        const { content } = await lm.invokeTool(tool, { input: {}, toolInvocationToken: undefined });
        tell(content[0].value);
      } catch (error) {
        tell(error.name);
      }
    }),
  );
};
`;

/** Its files, by name. */
export const TOOL_CALLER: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    publisher: 'test',
    name: 'tool-caller',
    version: '0.0.1',
    engines: { vscode: '^1.110.0' },
    main: 'main.js',
    contributes: { commands: [{ command: 'toolCaller.use', title: TITLE }] },
    capabilities: { untrustedWorkspaces: { supported: true } },
  }),
  'main.js': MAIN,
};

/** Lets it use a tool on the file in front. What comes of it is a dialog. */
export async function callTool(page: Page, tool: string): Promise<void> {
  await runCommand(page, TITLE);
  const box = page.locator('.quick-input-widget', { hasText: 'Which tool?' });
  await box.getByRole('textbox').fill(tool);
  await page.keyboard.press('Enter');
}
