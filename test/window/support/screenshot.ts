import path from 'node:path';
import type { Page } from 'playwright-core';
import { artifactsDir } from '../../../scripts/paths';

/** .artifacts/window/NAME.png */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(artifactsDir, 'window', `${name}.png`), animations: 'disabled' });
}
