import { Uri } from 'vscode';
import { isRecord } from '../../core/graph/reply';
import type { CommandName } from '../../manifest';
import type { Services } from '../services';
import { resetEmulator, startEmulator, stopEmulator, touchEmulator } from './emulator';
import { compare } from './compare';
import { copyAs } from './copyAs';
import { explainRule } from './explainRule';
import { fetch, targetOfItem } from './fetch';
import { forgetBase } from './forgetBase';
import { getJoinLink } from './getJoinLink';
import { importPayload } from './importPayload';
import { merge } from './merge';
import { newPayload } from './newPayload';
import { preview } from './preview';
import type { Handler } from './runCommand';
import { selectCloud } from './selectCloud';
import { selectMeeting } from './selectMeeting';
import { clearResults, copyReport } from './results';
import { create, overwrite, send } from './send';
import { retryFailed, sendAll } from './sendAll';
import { clearHistory, showHistory } from './showHistory';
import { showMigration } from './showMigration';
import { signInCommand } from './signInCommands';

/**
 * What each command does. In a bundle of its own: a window that only shows payload files does not load it.
 */
const HANDLERS: Readonly<Record<CommandName, Handler>> = {
  send,
  preview,
  fetch,
  compare,
  create,
  merge,
  overwrite,
  getJoinLink,
  copyAs,
  importPayload,
  newPayload,
  forgetBase,
  explainRule,
  signIn: signInCommand('signIn'),
  switchAccount: signInCommand('switchAccount'),
  setToken: signInCommand('setToken'),
  signOut: signInCommand('signOut'),
  selectCloud,
  selectMeeting,
  startEmulator,
  stopEmulator,
  resetEmulator,
  touchEmulator,
  sendAll,
  retryFailed,
  clearResults,
  copyReport,
  showHistory,
  showMigration,
  clearHistory,
  showOutput: ({ report }) => {
    report.show();
  },
};

/**
 * Runs a command. A menu of a view hands over its item: what most commands take is its file, and the appointment that
 * it was shown with, if any. The file can be about another by now.
 */
export async function runHandler(name: CommandName, services: Services, ...args: unknown[]): Promise<void> {
  const [item, ...others] = args;
  const file = name === 'forgetBase' ? undefined : fileOf(item);
  const given = file === undefined ? args : [file, targetOfItem(item), ...others];
  await HANDLERS[name](services, ...given);
}

function fileOf(argument: unknown): Uri | undefined {
  const uri = isRecord(argument) && !(argument instanceof Uri) ? argument['uri'] : undefined;
  return uri instanceof Uri ? uri : undefined;
}

export { Bulk } from '../bulk/bulk';
export { hoverAt } from '../language/hoverAt';
export { prepareTool, useTool } from '../tools/index';
export { lookForNews } from './lookForNews';
export { takeUp } from './takeUp';
