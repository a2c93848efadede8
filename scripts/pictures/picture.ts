// A picture for the README and the walkthrough: media/pictures/NAME.png.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runCommand } from '../../test/window/support/quickInput';
import { repositoryRoot } from '../paths';
import type { View } from '../vscode/browser';
import type { Settings } from '../vscode/settings';
import { smallPng } from './smallPng';

export const picturesDir = path.join(repositoryRoot, 'media', 'pictures');

/** As large as a page shows it, and sharp on a good screen. */
export const VIEW: View = { viewport: { width: 1000, height: 600 }, deviceScaleFactor: 1.5 };

/** Only what a picture is about. */
export const PLAIN: Settings = {
  'workbench.colorTheme': 'Light Modern',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
};

/** Takes it of the window as it is, with the mouse out of the way. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(picturesDir, { recursive: true });
  // Where nothing answers to it.
  await page.mouse.move(200, 520);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const size = await smallPng(png, path.join(picturesDir, `${name}.png`));
  console.log(`      media/pictures/${name}.png: ${Math.round(size / 1024)} KiB`);
}

/** Closes what a picture is not about. */
export async function hide(page: Page, part: 'Primary Side Bar' | 'Panel'): Promise<void> {
  await runCommand(page, `View: Toggle ${part} Visibility`);
  await page.locator(part === 'Panel' ? '.part.panel' : '.part.sidebar').waitFor({ state: 'hidden' });
}
