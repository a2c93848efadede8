import { env, Uri, window } from 'vscode';
import { fileName } from '../fileName';
import { notify } from '../notify';
import { pickDocument } from '../payloads';
import { say } from '../translate';
import type { Handler } from './runCommand';

/** How long the status bar says that something is copied. */
const COPIED_MS = 3_000;

/** Clear Results: takes the results of the last run out of the explorer. An interrupted one is not gone on with then. */
export const clearResults: Handler = async (services) => {
  const { results, runs } = await services.bulk();
  if (results.interrupted !== undefined) await runs.discard(results.interrupted.id);
  await results.show([]);
};

/** Copy Report: of a file in the results, or of the last send of the payload in front. */
export const copyReport: Handler = async (services, argument) => {
  const { results } = await services.bulk();
  const uri =
    argument instanceof Uri ? argument : (await pickDocument(undefined, services.lastPayload.uri))?.uri;
  const name = uri?.toString();
  const report =
    results.all.find((result) => result.uri.toString() === name)?.report ??
    services.history.entries().find(({ document }) => document === name)?.report;
  if (uri === undefined) {
    notify('information', say('Open a payload, or choose a file in Sent Patches, to copy its report.'));
    return;
  }
  if (report === undefined) {
    const file = fileName(uri);
    notify(
      'information',
      say('There is no report of {file} here. Show History has the earlier ones.', { file }),
    );
    return;
  }
  await env.clipboard.writeText(report);
  window.setStatusBarMessage(say('Report copied'), COPIED_MS);
};
