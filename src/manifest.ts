/**
 * Every id that package.json and the code share, written once. Imports nothing; test/unit/manifest.test.ts compares it
 * with package.json in both directions.
 */

export const COMMANDS = {
  send: 'vappt.send',
  preview: 'vappt.preview',
  fetch: 'vappt.fetch',
  compare: 'vappt.compare',
  create: 'vappt.create',
  merge: 'vappt.merge',
  overwrite: 'vappt.overwrite',
  getJoinLink: 'vappt.getJoinLink',
  copyAs: 'vappt.copyAs',
  newPayload: 'vappt.newPayload',
  importPayload: 'vappt.importPayload',
  forgetBase: 'vappt.forgetBase',
  selectMeeting: 'vappt.selectMeeting',
  explainRule: 'vappt.explainRule',
  signIn: 'vappt.signIn',
  switchAccount: 'vappt.switchAccount',
  setToken: 'vappt.setToken',
  signOut: 'vappt.signOut',
  selectCloud: 'vappt.selectCloud',
  startEmulator: 'vappt.startEmulator',
  stopEmulator: 'vappt.stopEmulator',
  resetEmulator: 'vappt.resetEmulator',
  touchEmulator: 'vappt.touchEmulator',
  sendAll: 'vappt.sendAll',
  retryFailed: 'vappt.retryFailed',
  clearResults: 'vappt.clearResults',
  copyReport: 'vappt.copyReport',
  showHistory: 'vappt.showHistory',
  showMigration: 'vappt.showMigration',
  clearHistory: 'vappt.clearHistory',
  showOutput: 'vappt.showOutput',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** What language models can use. */
export const TOOLS = {
  validate: 'vappt_validate',
  preview: 'vappt_preview',
  send: 'vappt_send',
} as const;

export type ToolName = keyof typeof TOOLS;

/** The section that all settings live in. */
export const SECTION = 'vappt';

export const SETTINGS = {
  cloud: 'cloud',
  user: 'user',
  acceptLanguage: 'acceptLanguage',
  ifMatch: 'send.ifMatch',
  confirmRealCloud: 'send.confirmRealCloud',
  timeoutSeconds: 'request.timeoutSeconds',
  emulatorPort: 'emulator.port',
  codeLens: 'codeLens.enabled',
  earlyWarning: 'earlyWarning.enabled',
  historyLimit: 'history.limit',
  authMethod: 'auth.method',
  clientId: 'auth.clientId',
  tenant: 'auth.tenant',
} as const;

/** How "Sign In" can sign in. */
export const AUTH_METHODS = ['auto', 'browser', 'deviceCode', 'vscode', 'token'] as const;

/** What `when` clauses ask for, and what ends the steps of the walkthrough. */
export const CONTEXT_KEYS = {
  hasPayload: 'vappt.hasPayload',
  hasChecked: 'vappt.hasChecked',
  hasSaved: 'vappt.hasSaved',
  hasConflict: 'vappt.hasConflict',
  hasSignedIn: 'vappt.hasSignedIn',
  hasClientId: 'vappt.hasClientId',
  hasResults: 'vappt.hasResults',
} as const;

/** They live in a container of their own in the activity bar. */
export const VIEWS = {
  overview: 'vappt.overview',
  appointments: 'vappt.appointments',
  results: 'vappt.results',
  history: 'vappt.history',
} as const;

export const LANGUAGE = 'vappt';

export const PAYLOAD_SUFFIX = '.vappt.json';

/** Read-only documents: requests to look at, and appointments as the server has them. */
export const PREVIEW_SCHEME = 'vappt-preview';
