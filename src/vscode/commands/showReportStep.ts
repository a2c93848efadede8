import type { Action } from '../notify';
import type { Services } from '../services';
import { say } from '../translate';

/** The button that brings the reports into view. */
export function showReportStep({ report }: Pick<Services, 'report'>): Action {
  return {
    title: say('Show Report'),
    run: () => {
      report.show();
    },
  };
}
