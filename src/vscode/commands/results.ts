import { env, Uri } from 'vscode';
import { notify } from '../notify';
import { say } from '../translate';
import type { Handler } from './runCommand';

/** Clear Results: takes the results of the last run out of the explorer. */
export const clearResults: Handler = ({ results }) => {
  results.show([]);
};

/** Copy Report: of a file in the results. */
export const copyReport: Handler = async ({ results }, uri) => {
  const report =
    uri instanceof Uri
      ? results.all.find((result) => result.uri.toString() === uri.toString())?.report
      : undefined;
  if (report === undefined) {
    notify('information', say('There is no report: nothing was sent. Choose a file in the results.'));
    return;
  }
  await env.clipboard.writeText(report);
};
