import { Uri } from 'vscode';
import { outcomeIcon, outcomeName } from '../bulk/outcomeLooks';
import type { Services } from '../services';
import { say } from '../translate';
import { fileLabel, fileName } from '../fileName';
import { runs, ViewItem } from './item';
import { shortTime } from './shortTime';

/** The last sends of this workspace. A click opens the report. */
export function history({ clock, history }: Services): ViewItem[] {
  const now = clock.now();
  return history.entries().map((entry) => {
    const { at, cloud, document, method, outcome, properties, report, status } = entry;
    const uri = Uri.parse(document);
    const words = [outcomeName(outcome), status, shortTime(at, now)].filter((each) => each !== null);
    return new ViewItem(
      {
        label: fileLabel(uri),
        description: words.join(' · '),
        icon: outcomeIcon(outcome),
        tooltip: [fileName(uri), words.join(' · '), [method, cloud, properties.join(', ')].join(' · ')].join(
          '\n',
        ),
        context: 'vappt.send',
        click: { ...runs('showHistory', say('Show Report')), arguments: [{ at, document, report }] },
      },
      { entry },
    );
  });
}
