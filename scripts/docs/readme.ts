// The parts of README.md that are made: its rules from src/core/lint/rules, its commands and settings from package.json,
// package.nls.json and commandDocs.ts.
import manifest from '../../package.json';
import strings from '../../package.nls.json';
import { ruleDocAnchor } from '../../src/core/lint/docAnchor';
import { RULE_GROUPS } from '../../src/core/lint/rule';
import { RULE_DOCS, RULES } from '../../src/core/lint/rules';
import { COMMANDS, type CommandName } from '../../src/manifest';
import { COMMAND_DOCS } from './commandDocs';
import { escapePipes, table, withSection } from './markdown';

interface Setting {
  readonly order: number;
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
}

/** The README with these parts as they should be. */
export function readme(now: string): string {
  const parts = { rules: ruleList(), commands: commandTables(), settings: settingTable() };
  return Object.entries(parts).reduce((page, [name, content]) => withSection(page, name, content), now);
}

function ruleList(): string {
  return RULE_GROUPS.map((group) => {
    const links = RULES.filter((_, index) => RULE_DOCS[index]?.group === group).map(
      ({ id }) => `[\`${id}\`](${ruleDocAnchor(id)})`,
    );
    return `- **${group}**: ${links.join(', ')}`;
  }).join('\n');
}

function commandTables(): string {
  return Object.entries(COMMAND_DOCS)
    .map(([group, commands]) => {
      const rows = (Object.entries(commands) as [CommandName, string][]).map(([name, does]) => [
        `**${titleOf(name)}**${keysOf(name)}`,
        escapePipes(does),
      ]);
      return table([group, ''], rows);
    })
    .join('\n\n');
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
