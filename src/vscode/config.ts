import { type ConfigurationScope, workspace } from 'vscode';
import type { CloudName } from '../core/graph/clouds';
import type { IfMatchMode } from '../core/graph/ifMatch';
import { SECTION, SETTINGS } from '../manifest';

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
}

type SettingTypes = { readonly [Name in keyof typeof SETTINGS]: Config[Name] };

/** Reads the settings that hold for a document, or for the window. */
export function readConfig(scope?: ConfigurationScope): Config {
  const section = workspace.getConfiguration(SECTION, scope);
  const read = <Name extends keyof SettingTypes>(name: Name): Config[Name] => {
    const value = section.get<Config[Name]>(SETTINGS[name]);
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
  });
}

/** Chooses the cloud for this user, in all windows: no workspace can. */
export async function writeCloud(cloud: CloudName): Promise<void> {
  await workspace.getConfiguration(SECTION).update(SETTINGS.cloud, cloud, true);
}

export const affectsLenses = [SETTINGS.codeLens, SETTINGS.cloud].map((name) => `${SECTION}.${name}`);
