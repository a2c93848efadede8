import { type ConfigurationScope, workspace } from 'vscode';
import type { Registration } from '../core/auth/registration';
import { CLOUD_NAMES, type CloudName } from '../core/graph/clouds';
import { IF_MATCH_MODES } from '../core/graph/ifMatch';
import { AUTH_METHODS, SECTION, SETTINGS } from '../manifest';

type Guard<Value> = (value: unknown) => value is Value;

const isText: Guard<string> = (value) => typeof value === 'string';
const isSwitch: Guard<boolean> = (value) => typeof value === 'boolean';
const isNumber =
  (least: number, most: number): Guard<number> =>
  (value): value is number =>
    typeof value === 'number' && value >= least && value <= most;
const isInteger =
  (least: number, most: number): Guard<number> =>
  (value): value is number =>
    Number.isInteger(value) && isNumber(least, most)(value);
const isOneOf =
  <Value>(values: readonly Value[]): Guard<Value> =>
  (value): value is Value =>
    values.some((each) => each === value);

/** What each setting can be. VS Code underlines a wrong value in settings.json, and hands it over all the same. */
const CAN_BE = {
  cloud: isOneOf(CLOUD_NAMES),
  user: isText,
  acceptLanguage: isText,
  ifMatch: isOneOf(IF_MATCH_MODES),
  confirmRealCloud: isSwitch,
  timeoutSeconds: isNumber(1, 3600),
  emulatorPort: isInteger(0, 65_535),
  codeLens: isSwitch,
  earlyWarning: isSwitch,
  // 0: no history is kept.
  historyLimit: isInteger(0, 1000),
  authMethod: isOneOf(AUTH_METHODS),
  clientId: isText,
  tenant: isText,
} satisfies Readonly<Record<keyof typeof SETTINGS, Guard<unknown>>>;

/** The settings at one moment. Defaults live in package.json only. */
export type Config = {
  readonly [Name in keyof typeof CAN_BE]: (typeof CAN_BE)[Name] extends Guard<infer Value> ? Value : never;
};

/** How "Sign In" signs in. */
export type AuthMethod = Config['authMethod'];

/** Reads the settings that hold for a document, or for the window. A wrong value counts as its default. */
export function readConfig(scope?: ConfigurationScope): Config {
  const section = workspace.getConfiguration(SECTION, scope);
  const read = (name: keyof Config): unknown => {
    const given = section.get<unknown>(SETTINGS[name]);
    const value = CAN_BE[name](given) ? given : section.inspect<unknown>(SETTINGS[name])?.defaultValue;
    if (value === undefined) throw new Error(`The setting ${SETTINGS[name]} has no default in package.json.`);
    return value;
  };
  const names = Object.keys(CAN_BE) as (keyof Config)[];
  return Object.freeze(Object.fromEntries(names.map((name) => [name, read(name)]))) as Config;
}

/** Whether VS Code's own JSON service judges a document at all. */
export function judgesJson(uri: ConfigurationScope): boolean {
  return workspace.getConfiguration('json', uri).get('validate.enable') !== false;
}

/** Chooses the cloud for this user, in all windows: no workspace can. */
export async function writeCloud(cloud: CloudName): Promise<void> {
  await workspace.getConfiguration(SECTION).update(SETTINGS.cloud, cloud, true);
}

/** The app to sign in with, for this user, in all windows. */
export async function writeRegistration({
  clientId,
  tenant,
}: Pick<Registration, 'clientId' | 'tenant'>): Promise<void> {
  const settings = workspace.getConfiguration(SECTION);
  // The one whose change says that there is an app now comes last.
  await settings.update(SETTINGS.tenant, tenant, true);
  await settings.update(SETTINGS.clientId, clientId, true);
}
