// User settings for a VS Code of ours: nothing that phones home, pops up or covers what we look at.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const QUIET = {
  // As on a desktop. In a browser VS Code saves after a second by itself, and a key that saves just then does nothing more.
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  // Or the emulator's port is announced as an application to look at.
  'remote.autoForwardPorts': false,
  // Our sample and test folders lie inside this repository.
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
};

export type Settings = Readonly<Record<string, unknown>>;

/** Writes the settings file of a user data folder; one that exists is the user's, and is kept. */
export async function writeUserSettings(userData: string, more: Settings = {}): Promise<void> {
  if (!existsSync(settingsFile(userData))) await replaceUserSettings(userData, more);
}

export async function replaceUserSettings(userData: string, more: Settings = {}): Promise<void> {
  const file = settingsFile(userData);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...QUIET, ...more }, undefined, 2) + '\n');
}

function settingsFile(userData: string): string {
  return path.join(userData, 'User', 'settings.json');
}
