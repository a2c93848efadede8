import type { Locator, Page } from 'playwright-core';
import { pseudo, untranslated } from '../../support/pseudo';
import { notification } from './notifications';
import { quickInput } from './quickInput';

/** What no language changes: names, ids, HTTP, times. */
const FACTS =
  /(?:PATCH|GET) \/\S+|docs-sample\.vappt\.json|MSoz…LnYy|\(\d+ ms\)|vappt\W*[\w-]+\W*\[Ln \d+, Col \d+\]/g;

/** Reads a window in the pseudo language, and notes what is not translated or cannot be read. */
export class ProofReader {
  readonly complaints: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  read(where: string, text: string): void {
    const words = untranslated(text)
      .replaceAll(FACTS, '')
      .match(/\p{L}{2,}/gu);
    if (words !== null) this.complaints.push(`${where}: ${words.join(' ')} (${text})`);
  }

  async readAll(where: string, found: Locator): Promise<void> {
    await found.first().waitFor();
    for (const text of await found.allTextContents()) this.read(where, text);
  }

  /** Reads the notification that has the words, and its buttons: a button that is cut cannot be read. */
  async notification(words: string): Promise<void> {
    const toast = await notification(this.#page, words);
    await this.readAll('notification', toast.locator('.notification-list-item-message'));
    const buttons = toast.locator('.notification-list-item-buttons-container .monaco-button');
    for (const button of await buttons.all()) {
      const label = (await button.textContent()) ?? '';
      this.read('button', label);
      if (await button.evaluate<boolean>('(element) => element.scrollWidth > element.clientWidth')) {
        this.complaints.push(`This button is cut: ${label}`);
      }
    }
  }

  /** Reads the heading of the quick pick that is open, and closes it. */
  async pick(): Promise<void> {
    const box = quickInput(this.#page);
    await box.getByRole('option').first().waitFor();
    this.read('quick pick', (await box.locator('.quick-input-title').textContent()) ?? '');
    await this.#page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
  }

  /** Notes what does not end inside of something else. */
  async inside(inner: Locator, outer: Locator): Promise<void> {
    const [small, large] = [await inner.boundingBox(), await outer.boundingBox()];
    if (small === null || large === null || small.x + small.width > large.x + large.width) {
      this.complaints.push(`This is out of sight: ${(await inner.textContent()) ?? ''}`);
    }
  }
}

/** Runs a command by its English title, which the palette finds beside the translated one. */
export async function runPseudoCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  const box = quickInput(page);
  await box.getByRole('textbox').fill(`>Virtual Appointment: ${title}`);
  await box
    .getByRole('option')
    .filter({ hasText: pseudo(title) })
    .first()
    .click();
}
