import { type ConfigurationScope, workspace } from 'vscode';
import { type CloudName, isCloudName } from '../core/graph/clouds';
import { IF_MATCH_MODES, type IfMatchMode } from '../core/graph/ifMatch';
import { SECTION, SETTINGS } from '../manifest';

const AUTH_METHODS = ['auto', 'browser', 'deviceCode', 'vscode', 'token'] as const;

/** How "Sign In" signs in. */
export type AuthMethod = (typeof AUTH_METHODS)[number];

/** The settings at one moment. Defaults live in package.json only. */
export interface Config {
  readonly cloud: CloudName;
  readonly user: string;
  readonly acceptLanguage: string;
  readonly ifMatch: IfMatchMode;
  readonly confirmRealCloud: boolean;
  readonly timeoutSeconds: number;
  readonly emulatorPort: number;
  readonly codeLens: boolean;
  readonly earlyWarning: boolean;
  /** 0: no history is kept. */
  readonly historyLimit: number;
  readonly authMethod: AuthMethod;
  readonly clientId: string;
  readonly tenant: string;
}

type SettingTypes = { readonly [Name in keyof typeof SETTINGS]: Config[Name] };

const isText = (value: unknown): boolean => typeof value === 'string';
const isSwitch = (value: unknown): boolean => typeof value === 'boolean';
const isWithin =
  (least: number, most: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value >= least && value <= most;

/** VS Code underlines a wrong value in settings.json, and hands it over all the same. */
const IS_VALID: { readonly [Name in keyof SettingTypes]: (value: unknown) => boolean } = {
  cloud: (value) => typeof value === 'string' && isCloudName(value),
  user: isText,
  acceptLanguage: isText,
  ifMatch: (value) => IF_MATCH_MODES.some((mode) => mode === value),
  confirmRealCloud: isSwitch,
  timeoutSeconds: isWithin(1, 3600),
  emulatorPort: (value) => Number.isInteger(value) && isWithin(0, 65_535)(value),
  codeLens: isSwitch,
  earlyWarning: isSwitch,
  historyLimit: (value) => Number.isInteger(value) && isWithin(0, 1000)(value),
  authMethod: (value) => AUTH_METHODS.some((method) => method === value),
  clientId: isText,
  tenant: isText,
};

/** Reads the settings that hold for a document, or for the window. A wrong value counts as its default. */
export function readConfig(scope?: ConfigurationScope): Config {
  const section = workspace.getConfiguration(SECTION, scope);
  const read = <Name extends keyof SettingTypes>(name: Name): Config[Name] => {
    const given = section.get<Config[Name]>(SETTINGS[name]);
    const value = IS_VALID[name](given) ? given : section.inspect<Config[Name]>(SETTINGS[name])?.defaultValue;
    if (value === undefined) throw new Error(`The setting ${SETTINGS[name]} has no default in package.json.`);
    return value;
  };
  return Object.freeze({
    cloud: read('cloud'),
    user: read('user'),
    acceptLanguage: read('acceptLanguage'),
    ifMatch: read('ifMatch'),
    confirmRealCloud: read('confirmRealCloud'),
    timeoutSeconds: read('timeoutSeconds'),
    emulatorPort: read('emulatorPort'),
    codeLens: read('codeLens'),
    earlyWarning: read('earlyWarning'),
    historyLimit: read('historyLimit'),
    authMethod: read('authMethod'),
    clientId: read('clientId'),
    tenant: read('tenant'),
  });
}

/** Chooses the cloud for this user, in all windows: no workspace can. */
export async function writeCloud(cloud: CloudName): Promise<void> {
  await workspace.getConfiguration(SECTION).update(SETTINGS.cloud, cloud, true);
}

/** The app to sign in with, for this user, in all windows. */
export async function writeClientId(clientId: string): Promise<void> {
  await workspace.getConfiguration(SECTION).update(SETTINGS.clientId, clientId, true);
}
