import { env, Uri } from 'vscode';
import { notify } from '../notify';
import { say } from '../translate';
import type { Handler } from './runCommand';

/** Clear Results: takes the results of the last run out of the explorer. An interrupted one is not gone on with then. */
export const clearResults: Handler = async (services) => {
  const { results, runs } = await services.bulk();
  if (results.interrupted !== undefined) await runs.discard(results.interrupted.id);
  await results.show([]);
};

/** Copy Report: of a file in the results. */
export const copyReport: Handler = async (services, uri) => {
  const { results } = await services.bulk();
  const report =
    uri instanceof Uri
      ? results.all.find((result) => result.uri.toString() === uri.toString())?.report
      : undefined;
  if (report === undefined) {
    notify('information', say('There is no report of this file here. Show History has the earlier ones.'));
    return;
  }
  await env.clipboard.writeText(report);
};
