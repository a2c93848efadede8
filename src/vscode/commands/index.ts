import { Disposable } from 'vscode';
import { type CommandName, COMMANDS } from '../../manifest';
import type { Services } from '../services';
import { resetEmulator, startEmulator, stopEmulator, touchEmulator } from './emulator';
import { copyAs } from './copyAs';
import { explainRule } from './explainRule';
import { fetch } from './fetch';
import { forgetBase } from './forgetBase';
import { getJoinLink } from './getJoinLink';
import { preview } from './preview';
import { type Handler, registerCommand } from './runCommand';
import { selectCloud } from './selectCloud';
import { selectMeeting } from './selectMeeting';
import { create, send } from './send';
import { showHistory } from './showHistory';
import { signInCommand } from './signInCommands';

const HANDLERS: Readonly<Record<CommandName, Handler>> = {
  send,
  preview,
  fetch,
  create,
  getJoinLink,
  copyAs,
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
  showHistory,
  showOutput: ({ report }) => {
    report.show();
  },
};

export function registerCommands(services: Services): Disposable {
  const names = Object.keys(COMMANDS) as CommandName[];
  return Disposable.from(...names.map((name) => registerCommand(name, HANDLERS[name], services)));
}
