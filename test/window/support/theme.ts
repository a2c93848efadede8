import type { Page } from 'playwright-core';
import { pick, quickInput, runCommand } from './quickInput';

const THEMES = {
  dark: { name: 'Dark Modern', className: 'vs-dark' },
  light: { name: 'Light Modern', className: 'vs' },
  highContrast: { name: 'Dark High Contrast', className: 'hc-black' },
};

export async function useTheme(page: Page, kind: keyof typeof THEMES): Promise<void> {
  const { name, className } = THEMES[kind];
  await runCommand(page, 'Preferences: Color Theme');
  // The list shows what is in sight only.
  await quickInput(page).getByRole('textbox').fill(name);
  await pick(page, name);
  await page.locator(`.monaco-workbench.${className}`).waitFor();
}
