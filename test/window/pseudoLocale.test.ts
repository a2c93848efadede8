import { NEWEST_VSCODE } from '../../scripts/vscode/versions';
import { describeOn } from './support/describeOn';
import { openFile } from './support/editor';
import { screenshot } from './support/screenshot';

describeOn([NEWEST_VSCODE], 'in a language of longer words', (open) => {
  it('is translated everywhere', async () => {
    const { page } = await open({ pseudoLocale: true });
    await openFile(page, 'docs-sample.vappt.json');
    await page.locator('.codelens-decoration a').first().waitFor();
    await page.keyboard.press('F1');
    await page.keyboard.type('vappt');
    await screenshot(page, 'pseudo-probe');
    console.log(await page.locator('.codelens-decoration').allTextContents());
    console.log(await page.locator('.quick-input-widget [role=option]').allTextContents());
    console.log(await page.locator('.statusbar').textContent());
  });
});
