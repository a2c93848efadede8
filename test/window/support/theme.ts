import type { Page } from 'playwright-core';
import { pick, runCommand } from './quickInput';

const NAMES = { dark: 'Dark Modern', light: 'Light Modern' };

export async function useTheme(page: Page, kind: 'dark' | 'light'): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await pick(page, NAMES[kind]);
  await page.locator(`.monaco-workbench.${kind === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
}
