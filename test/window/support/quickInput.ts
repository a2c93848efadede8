// The box at the top of the window: command palette, file search, quick picks and input boxes.
import type { Locator, Page } from 'playwright-core';
import { startsWith } from './text';

export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget');
}

/** Runs a command by the title the palette shows, category included: "Virtual Appointment: Send Patch". */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const box = quickInput(page);
  await box.getByRole('textbox').fill(`>${title}`);
  // A recently used command has "recently used" in its name.
  await box
    .getByRole('option', { name: startsWith(title) })
    .first()
    .click();
}

/** Runs a command from the palette without a mouse. */
export async function runByKeyboard(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const box = quickInput(page);
  await box.getByRole('textbox').fill(`>${title}`);
  await box.getByRole('option', { name: title }).first().waitFor();
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden' });
}

/** Chooses an item of the quick pick that an extension shows. */
export async function pick(page: Page, label: string): Promise<void> {
  await quickInput(page)
    .getByRole('option', { name: startsWith(label) })
    .first()
    .click();
}

/** Answers the input box whose prompt, title or placeholder contains `about`. */
export async function answer(page: Page, about: string, text: string): Promise<void> {
  const box = quickInput(page).filter({
    has: page.getByText(about).or(page.getByPlaceholder(about)).or(page.getByLabel(about)),
  });
  await box.getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
}
