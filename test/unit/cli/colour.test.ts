import assert from 'node:assert/strict';
import { markedColours, paintReport, paintSeverity, withColours } from '../../../src/cli/colour';

const REPORT = 'PATCH /x\n  To  EMULATOR\n\n204 No Content: saved\n  fine';

describe('colours', () => {
  it('mark what came of it, and nothing else', () => {
    const painted = paintReport(REPORT, 'updated', markedColours(true));
    assert.equal(
      withColours(painted),
      REPORT.replace('204 No Content: saved', '\x1b[1m\x1b[32m204 No Content: saved\x1b[39m\x1b[22m'),
    );
    assert.equal(withColours(paintSeverity('error', markedColours(true))), '\x1b[31merror\x1b[39m');
  });

  it('are left out where there is no terminal', () => {
    assert.equal(paintReport(REPORT, 'conflict', markedColours(false)), REPORT);
    assert.equal(paintSeverity('warning', markedColours(false)), 'warning');
  });
});
