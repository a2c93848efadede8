// The table of docs/emulator.md that is made from src/emulator/decisions.ts.
import { decisions, type Decision } from '../../src/emulator';
import { table, withSection } from './markdown';

/** The page with the table as it should be. */
export function emulatorPage(page: string): string {
  const rows = Object.values<Decision>(decisions).map(({ does, sure, source }) => [
    escape(does),
    sure,
    linked(escape(source)),
  ]);
  return withSection(page, 'decisions', table(['What it does', 'How sure', 'On what ground'], rows));
}

/** The texts are plain: whatever Markdown would take for markup is escaped. */
function escape(text: string): string {
  return text.replace(/[\\`*_|<>[\]]/g, String.raw`\$&`);
}

/** Issues and pages that are named become links. */
function linked(text: string): string {
  return text
    .replace(/([\w-]+\/[\w.-]+)#(\d+)/g, '[$&](https://github.com/$1/issues/$2)')
    .replace(/learn\.microsoft\.com\/[\w/-]+/g, '<https://$&>');
}
