import type { CommandName } from '../../manifest';
import { resetEmulator, startEmulator, stopEmulator, touchEmulator } from './emulator';
import { compare } from './compare';
import { copyAs } from './copyAs';
import { explainRule } from './explainRule';
import { fetch } from './fetch';
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
import { showHistory } from './showHistory';
import { showMigration } from './showMigration';
import { signInCommand } from './signInCommands';

/**
 * What each command does. In a bundle of its own: a window that only shows payload files does not load it.
 */
export const HANDLERS: Readonly<Record<CommandName, Handler>> = {
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
  showOutput: ({ report }) => {
    report.show();
  },
};

export { Bulk } from '../bulk/bulk';
export { takeUp } from './takeUp';
export { lookForNews } from './lookForNews';
export { valueOnServer } from '../../core/merge/valueOnServer';
