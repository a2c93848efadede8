import { writeFileSync } from 'node:fs';
import { commands, extensions } from 'vscode';
import type { Figure } from '../bench/figures';
import { discardEditor, lensTitles } from './support/editor';
import { complaintsWhere, openPayload, samplePayload } from './support/payloads';

const ROUNDS = 15;
const FILE = process.env['VAPPT_BENCH_FILE'];

// For `npm run bench`; times are nothing to pass or to fail here.
if (FILE !== undefined) {
  describe('bench: opening a payload file', () => {
    it('gives times', async () => {
      const findings: number[] = [];
      const lenses: number[] = [];
      await extensions.getExtension('vappt.vappt')?.activate();
      for (let round = 0; round < ROUNDS; round += 1) {
        const begun = performance.now();
        const { uri } = await openPayload(`opening-${round}.vappt.json`, samplePayload({ sattings: {} }));
        await complaintsWhere(uri, (messages) =>
          messages.some((message) => message.includes('Did you mean')),
        );
        findings.push(performance.now() - begun);
        const asked = performance.now();
        await lensTitles(uri);
        lenses.push(performance.now() - asked);
        await discardEditor();
      }
      await commands.executeCommand('workbench.action.closeAllEditors');
      const middle = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? NaN;
      const figures: Figure[] = [
        { name: 'opening: findings', value: middle(findings), unit: 'ms after the file was written' },
        { name: 'opening: lenses', value: middle(lenses), unit: 'ms when asked for' },
      ];
      writeFileSync(FILE, JSON.stringify(figures));
    });
  });
}
