// The pages that people read, and what they name.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../scripts/paths';

export interface Document {
  /** From the repository's root. */
  readonly file: string;
  readonly text: string;
}

export function readDocuments(): Document[] {
  const top = readdirSync(repositoryRoot).filter((name) => name.endsWith('.md'));
  const docs = readdirSync(path.join(repositoryRoot, 'docs')).map((name) => `docs/${name}`);
  return [...top, ...docs].map((file) => ({
    file,
    text: readFileSync(path.join(repositoryRoot, file), 'utf8'),
  }));
}

/** The text between backticks, and the lines of fenced blocks that are no payload. */
export function codeIn(text: string): string[] {
  const fenced = [...text.matchAll(/^ *```(\w*)\n([^]*?)^ *```$/gm)];
  const lines = fenced.flatMap(([, language = '', code = '']) =>
    language.startsWith('json') ? [] : code.split('\n'),
  );
  return [...lines, ...inlineCode(text)];
}

export function inlineCode(text: string): string[] {
  const prose = text.replace(/^ *```[^]*?^ *```$/gm, '');
  return [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/\s+/g, ' '));
}

/** The anchors of a page: its headings, as GitHub makes them, and those with a name of their own. */
export function anchorsOf(text: string): string[] {
  const prose = text.replace(/^ *```[^]*?^ *```$/gm, '');
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...prose.matchAll(/<a name="([\w-]+)">/g)].map(([, name = '']) => name)];
}

/** The targets of links and pictures that are no web addresses. */
export function localLinks(text: string): string[] {
  const prose = text.replace(/^ *```[^]*?^ *```$/gm, '').replace(/`[^`]+`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^\w+:/.test(target));
}
