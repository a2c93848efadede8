import { env } from 'vscode';
import { personalValues } from '../../core/payload/personalValues';
import { joinLinkReport, joinLinkTexts } from '../../core/report/joinLinkReport';
import { getJoinLink as askForLink } from '../../core/send/getJoinLink';
import { notifyOutcome } from '../notify';
import { slowProgress, tellWait } from '../slowProgress';
import { say, translate } from '../translate';
import { isTrusted, prepare } from './prepare';
import { guard, type Handler } from './runCommand';
import { signInStep } from './signInCommands';
import { showReportStep } from './showReportStep';

/** Get Join Link: asks the function that replaces the retired resource, and offers the link for the clipboard. */
export const getJoinLink: Handler = async (services, uri) => {
  if (!isTrusted()) return;
  const prepared = await prepare(services, uri, 'read');
  if (prepared === undefined) return;
  const { analysis, plan, name } = prepared;
  const title = say('Getting the join link');
  const record = await slowProgress(
    title,
    async (signal, tell) =>
      await askForLink(await services.connect(plan.target.cloud, tellWait(tell)), plan, signal),
  );
  services.report.add(
    `${title}: ${name}`,
    joinLinkReport(record, translate, personalValues(analysis.payload)),
  );

  const { result, request } = record;
  const actions = [
    ...(result.kind === 'link'
      ? [
          {
            title: say('Copy Link'),
            run: () => guard(services, 'Copy Link', () => env.clipboard.writeText(result.url)),
          },
        ]
      : []),
    ...(result.kind === 'signInNeeded' ? [signInStep()] : []),
    showReportStep(services),
  ];
  const kind = result.kind === 'link' ? 'updated' : result.kind;
  notifyOutcome(kind, joinLinkTexts(record), request.endpoint.cloud === 'emulator', actions);
};
