// Pictures of a window: media/pictures/NAME.png for the README, media/walkthrough/NAME-THEME.png for the walkthrough.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { runCommand } from '../../test/window/support/quickInput';
import { repositoryRoot } from '../paths';
import type { View } from '../vscode/browser';
import type { Settings } from '../vscode/settings';
import { smallPng } from './smallPng';

const mediaDir = path.join(repositoryRoot, 'media');

/** The walkthrough has each picture in both. */
export const THEMES = { light: 'Light Modern', dark: 'Dark Modern' } as const;

export type Theme = keyof typeof THEMES;

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
  // Where nothing answers to it.
  await page.mouse.move(200, 520);
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await write(png, 'pictures', name);
}

/** Takes a part of a window in this theme for a step of the walkthrough. */
export async function takeStep(part: Locator, name: string, theme: Theme): Promise<void> {
  await part.page().mouse.move(0, 0);
  const png = await part.screenshot({ animations: 'disabled', caret: 'hide' });
  await write(png, 'walkthrough', `${name}-${theme}`, 16);
}

async function write(png: Buffer, folder: string, name: string, colours?: number): Promise<void> {
  await mkdir(path.join(mediaDir, folder), { recursive: true });
  const size = await smallPng(png, path.join(mediaDir, folder, `${name}.png`), colours);
  console.log(`      media/${folder}/${name}.png: ${Math.round(size / 1024)} KiB`);
}

/** Closes what a picture is not about. */
export async function hide(page: Page, part: 'Primary Side Bar' | 'Panel'): Promise<void> {
  await runCommand(page, `View: Toggle ${part} Visibility`);
  await page.locator(part === 'Panel' ? '.part.panel' : '.part.sidebar').waitFor({ state: 'hidden' });
}
