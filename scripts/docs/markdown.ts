// What the scripts of `npm run docs` share.
import { format, resolveConfig } from 'prettier';

/** The document with a section between its marks, `<!-- NAME -->` and `<!-- /NAME -->`, as it should be. */
export function withSection(document: string, name: string, content: string): string {
  const section = new RegExp(`(<!-- ${name} -->\n)[^]*(<!-- /${name} -->)`);
  if (!section.test(document)) throw new Error(`The document has lost the marks of its section "${name}".`);
  return document.replace(section, (_all, begin: string, end: string) => `${begin}\n${content}\n\n${end}`);
}

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export function escapePipes(markdown: string): string {
  return markdown.replaceAll('|', String.raw`\|`);
}

/** As `npm run format` leaves it. */
export async function formatted(file: string, markdown: string): Promise<string> {
  const config = await resolveConfig(file);
  // Examples stay as they are: some are there for their form.
  return format(markdown, { ...config, parser: 'markdown', embeddedLanguageFormatting: 'off' });
}
