import assert from 'node:assert/strict';
import { SAMPLE_MEETING_ID } from '../../../src/emulator';
import type { CliExit } from '../../support/runCli';
import { useShell } from './support';

/** A subcommand each, good and bad. {endpoint}: of an emulator that is running. */
const COMMAND_LINES = [
  '--version',
  '--help',
  'unknown',
  'validate a.vappt.json',
  'validate broken.vappt.json missing.vappt.json --format sarif',
  'fix a.vappt.json --dry-run',
  'preview a.vappt.json',
  'fetch a.vappt.json --endpoint {endpoint}',
  'fetch --meeting nobody --endpoint {endpoint} --format json',
  'send a.vappt.json --endpoint {endpoint} --if-match none',
  'send a.vappt.json --endpoint {endpoint} --if-match W/"old"',
  'send broken.vappt.json --endpoint {endpoint}',
  'send a.vappt.json --endpoint http://127.0.0.1:1',
  'create a.vappt.json --endpoint {endpoint}',
  'join-link --meeting {meeting} --endpoint {endpoint}',
  'token check',
  'export a.vappt.json --as powershell',
  'emulator --port nine',
];

describe('cli: the program in a process of its own', () => {
  const shell = useShell();

  for (const line of COMMAND_LINES) {
    it(`${line}: prints and ends as it does in a test`, async () => {
      await shell.payload({ appointmentClients: null });
      await shell.write('broken.vappt.json', '{ "appointmentClients": [');
      const outcomes: CliExit[] = [];
      for (const where of ['run', 'runProcess'] as const) {
        // A new one each: what the first run changed is not there for the second.
        const { origin } = await shell.emulator();
        const args = line
          .split(' ')
          .map((word) => word.replace('{endpoint}', origin).replace('{meeting}', SAMPLE_MEETING_ID));
        const exit = await shell[where](args);
        outcomes.push({
          ...exit,
          stdout: lasting(exit.stdout, origin),
          stderr: lasting(exit.stderr, origin),
        });
      }
      const [here, process] = outcomes;
      assert.deepEqual(process, here);
      assert.notEqual(`${here?.stdout}${here?.stderr}`, '');
    });
  }
});

/** Without what no two requests have in common. */
function lasting(text: string, origin: string): string {
  return text
    .replaceAll(origin, '{endpoint}')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')
    .replaceAll(/W\/(\\?")[^"\\]+\1/g, '{tag}')
    .replaceAll(/\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT|\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '{date}')
    .replaceAll(/\d+ ms|\d\.\d s/g, '{duration}')
    .replaceAll(/("durationMs": )\d+/g, '$1{duration}');
}
