// `npm run icon`: media/icon.png, the Marketplace's 128 pixels, from media/icon.svg.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from './paths';
import { smallPng } from './pictures/smallPng';
import { launchBrowser } from './vscode/browser';

const SIZE = 128;
const media = path.join(repositoryRoot, 'media');

async function main(): Promise<void> {
  const svg = await readFile(path.join(media, 'icon.svg'), 'utf8');
  const browser = await launchBrowser(console.log);
  try {
    const page = await (await browser.newProfile()).newPage();
    await page.setViewportSize({ width: SIZE, height: SIZE });
    await page.setContent(`<body style="margin: 0">${svg}</body>`);
    const png = await page.screenshot({ omitBackground: true });
    await smallPng(png, path.join(media, 'icon.png'));
  } finally {
    await browser.close();
  }
}

void main();
