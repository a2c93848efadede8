import { env, UIKind } from 'vscode';
import type { SignInWay } from '../../core/ports';
import type { AuthMethod } from '../config';

/**
 * How to sign in. In a browser-served window the browser's machine is not ours, so no answer would reach our port: there
 * it is a code. A desktop window finds the port also when the extension runs remotely: VS Code tunnels it.
 */
export function chooseWay(method: AuthMethod): SignInWay {
  if (method !== 'auto') return method;
  return env.uiKind === UIKind.Web ? 'deviceCode' : 'browser';
}
