import assert from 'node:assert/strict';
import path from 'node:path';
import { NetworkError } from '../../../../src/core/errors';
import { joinLinkReport } from '../../../../src/core/report/joinLinkReport';
import { english } from '../../../../src/core/text';
import { assertGolden } from '../../../support/golden';
import { answer } from '../../../support/scriptedTransport';
import { playJoinLink, type Scene } from '../../../support/sending';

const GOLDENS = path.join(__dirname, '../../../fixtures/reports');
const LINK = 'https://visit.teams.microsoft.com/webrtc-svc/api/route?tid=canary&convId=c';

describe('joinLinkReport', () => {
  const CASES: Readonly<Record<string, readonly [scene: Scene, result: string]>> = {
    link: [{ server: [answer(200, { '@odata.context': 'c', value: LINK })] }, 'link'],
    'not-found': [{ server: [answer(404)] }, 'notFound'],
    forbidden: [{ server: [answer(403)] }, 'forbidden'],
    'no-link': [{ server: [answer(200, { value: null })] }, 'unreachable'],
    lost: [{ server: [new NetworkError('maybeSent', 'ECONNRESET')] }, 'unreachable'],
  };
  for (const [name, [scene, result]] of Object.entries(CASES)) {
    it(name, async () => {
      const { record } = await playJoinLink(scene);
      const report = joinLinkReport(record, english);
      assert.deepStrictEqual([record.result.kind, report.includes('canary')], [result, false]);
      assertGolden(path.join(GOLDENS, `join-link-${name}.txt`), report);
    });
  }

  it('regression: it is about the link, not about an appointment', async () => {
    for (const name of ['no-link', 'lost']) {
      const { record } = await playJoinLink(CASES[name]?.[0] ?? { server: [] });
      assert.doesNotMatch(joinLinkReport(record, english), /Reading the appointment/);
    }
  });
});
