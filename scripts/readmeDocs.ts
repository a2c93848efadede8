// Writes the tables of commands and settings in README.md from package.json, package.nls.json and docs/commandDocs.ts.
// test/unit/docs fails when this has not been run after a change.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import manifest from '../package.json';
import strings from '../package.nls.json';
import { COMMANDS, type CommandName } from '../src/manifest';
import { COMMAND_DOCS, GROUPS } from './docs/commandDocs';
import { escapePipes, formatted, table, withSection } from './docs/markdown';
import { repositoryRoot } from './paths';

export const readme = path.join(repositoryRoot, 'README.md');

interface Setting {
  readonly order: number;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
}

/** The README with its tables as they should be. */
export async function withManifestTables(document: string): Promise<string> {
  return formatted(
    readme,
    withSection(withSection(document, 'commands', commandTables()), 'settings', settingTable()),
  );
}

function commandTables(): string {
  const names = Object.keys(COMMAND_DOCS) as CommandName[];
  return GROUPS.map((group) => {
    const rows = names
      .filter((name) => COMMAND_DOCS[name].group === group)
      .map((name) => [`**${titleOf(name)}**${keysOf(name)}`, escapePipes(COMMAND_DOCS[name].does)]);
    return table([group, ''], rows);
  }).join('\n\n');
}

function titleOf(name: CommandName): string {
  const command = manifest.contributes.commands.find((each) => each.command === COMMANDS[name]);
  if (command === undefined) throw new Error(`package.json has no command ${COMMANDS[name]}.`);
  return localized(command.title);
}

function keysOf(name: CommandName): string {
  const binding = manifest.contributes.keybindings.find(({ command }) => command === COMMANDS[name]);
  return binding === undefined ? '' : ` (${spelled(binding.key)}, on a Mac ${spelled(binding.mac)})`;
}

/** "ctrl+alt+enter" as it stands on the keys. */
function spelled(keys: string): string {
  return keys
    .split('+')
    .map((key) => key.charAt(0).toUpperCase() + key.slice(1))
    .join('+');
}

function settingTable(): string {
  const settings = Object.entries<Setting>(manifest.contributes.configuration.properties);
  const rows = settings
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([name, setting]) => [code(name), defaultOf(setting), described(setting)]);
  return table(['Setting', 'Default', 'What it is'], rows);
}

function defaultOf({ default: value }: Setting): string {
  return value === '' ? '' : code(String(value));
}

function described({ markdownDescription, enum: choices }: Setting): string {
  const choice = choices === undefined ? '' : ` One of ${choices.map(code).join(', ')}.`;
  return escapePipes(localized(markdownDescription) + choice);
}

function code(text: string): string {
  return `\`${text}\``;
}

/** The text of a `%key%`. */
function localized(text: string): string {
  const key = text.slice(1, -1);
  const found: string | undefined = (strings as Record<string, string>)[key];
  if (found === undefined) throw new Error(`package.nls.json has no ${key}.`);
  return found;
}

async function main(): Promise<void> {
  await writeFile(readme, await withManifestTables(await readFile(readme, 'utf8')));
}

if (require.main === module) void main();
