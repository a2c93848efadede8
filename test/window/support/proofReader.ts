import type { Locator, Page } from 'playwright-core';
import { pseudo, untranslated } from '../../support/pseudo';
import { notification } from './notifications';
import { inPalette, quickInput } from './quickInput';

/** What no language changes: names, ids, HTTP, times. */
const FACTS =
  /(?:PATCH|GET) \/\S+|docs-sample(?:\.vappt\.json)?|\(\d+ ms\)|vappt\W*[\w-]+\W*\[Ln \d+, Col \d+\]/g;

/** Of the width of an element's text. Whichever part of it cuts the text is not ours to know. */
const SHOWN_PART = `(element) =>
  Math.min(...[element, ...element.querySelectorAll('*')].map((each) => each.clientWidth / (each.scrollWidth || 1) || 1))`;
/** VS Code shares the room among buttons. What makes the text longer may be cut, its words may not. */
const LEAST_SHOWN = 0.7;

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

  /** Reads the notification that has the words, and its buttons. */
  async notification(words: string): Promise<void> {
    const toast = await notification(this.#page, words);
    await this.readAll('notification', toast.locator('.notification-list-item-message'));
    const buttons = toast.locator('.notification-list-item-buttons-container .monaco-button');
    for (const button of await buttons.all()) {
      const label = (await button.textContent()) ?? '';
      this.read('button', label);
      const shown = await button.evaluate<number, unknown>(SHOWN_PART);
      if (shown < LEAST_SHOWN) this.complaints.push(`This button is cut: ${label}`);
    }
  }

  /** Waits for the quick pick with this heading, and closes it. */
  async pick(heading: string): Promise<void> {
    const box = quickInput(this.#page);
    await box.locator('.quick-input-title', { hasText: pseudo(heading) }).waitFor();
    await this.#page.keyboard.press('Escape');
    await box.waitFor({ state: 'hidden' });
  }

  /** Waits until a lens with these words ends inside of its editor. Lenses are made anew at any time. */
  async lensInSight(words: string): Promise<void> {
    await this.#page.waitForFunction(`
      [...document.querySelectorAll('.codelens-decoration a')].some((lens) => {
        const { right, width } = lens.getBoundingClientRect();
        const text = lens.textContent.replace(/\\s+/g, ' ');
        return text.includes(${JSON.stringify(pseudo(words))}) && width > 0 &&
          right <= lens.closest('.monaco-editor').getBoundingClientRect().right;
      })`);
  }
}

/** Runs a command by its English title, which the palette finds beside the translated one. */
export async function runPseudoCommand(page: Page, title: string): Promise<void> {
  const found = (box: Locator): Locator => box.getByRole('option').filter({ hasText: pseudo(title) });
  await inPalette(page, `Virtual Appointment: ${title}`, found, (option, patience) => option.click(patience));
}
