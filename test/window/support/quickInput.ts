// The box at the top of the window: command palette, file search, quick picks and input boxes.
import type { Locator, Page } from 'playwright-core';
import { startsWith } from './text';

export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget');
}

/** How often, and for how long, a palette is tried. */
const TRIES = 6;
const PATIENCE = { timeout: 10_000 };

/**
 * Looks for a command in the palette. What had the focus before a dialog may take it back late, and that closes a palette:
 * then it is opened again.
 *
 * @param use does something with the first command that is found, or fails
 */
export async function inPalette(
  page: Page,
  search: string,
  found: (box: Locator) => Locator,
  use: (option: Locator, patience: { timeout: number }) => Promise<void>,
): Promise<void> {
  const box = quickInput(page);
  for (let tries = 1; ; tries += 1) {
    await page.keyboard.press('F1');
    try {
      await box.getByRole('textbox').fill(`>${search}`, PATIENCE);
      await use(found(box).first(), PATIENCE);
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** Runs a command by the title the palette shows, category included: "Virtual Appointment: Send Patch". */
export async function runCommand(page: Page, title: string): Promise<void> {
  // A recently used command has "recently used" in its name.
  const found = (box: Locator): Locator => box.getByRole('option', { name: startsWith(title) });
  await inPalette(page, title, found, (option, patience) => option.click(patience));
}

/** Runs a command from the palette without a mouse. */
export async function runByKeyboard(page: Page, title: string): Promise<void> {
  const found = (box: Locator): Locator => box.getByRole('option', { name: title });
  await inPalette(page, title, found, (option, patience) => option.waitFor(patience));
  await page.keyboard.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
}

/**
 * Presses a key until what it brings up is in sight: one that comes right after a view has got the focus can come to
 * nothing (seen on a busy machine).
 */
export async function pressFor(page: Page, key: string, expected: Locator): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await page.keyboard.press(key);
    try {
      await expected.waitFor(PATIENCE);
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
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
