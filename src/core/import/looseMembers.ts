import { parsePayload } from '../payload/parse';
import { type Text, text as say } from '../text';
import type { Found } from './model';
import { type LooseLine, readLooseLine } from './looseLine';
import { buildTree, type Built } from './looseTree';

export type LooseText =
  /** `more`: lines follow that are no members. */
  | { readonly kind: 'restored'; readonly text: string; readonly more: boolean }
  | { readonly kind: 'ambiguous'; readonly reason: Text };

/**
 * Puts the braces back into members that stand without them. The last page of the documentation as text has lost every
 * line that held nothing but braces: openings behind a name are there, all closings and their commas are not.
 *
 * @param text begins with a member
 */
export function looseMembers(text: string): LooseText {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => line.trim() !== '' && !/^\s*["{}[\]/]/.test(line));
  const members = lines.slice(0, end < 0 ? undefined : end);
  const more = end >= 0;
  // What goes on after a comma is part of the body, and it cannot be read.
  if (more && members.join('\n').trimEnd().endsWith(',')) return UNREADABLE;
  // Often only the outermost pair is missing.
  const wrapped = `{\n${members.join('\n').trimEnd()}\n}`;
  if (isSound(wrapped)) return { kind: 'restored', text: wrapped, more };

  const read: LooseLine[] = [];
  for (const line of members) {
    // Some copies keep a few of the closing lines: what is indented says the same.
    if (/^[\s{}[\],]*$/.test(line)) continue;
    const member = readLooseLine(line);
    if (member === undefined) return UNREADABLE;
    read.push(member);
  }
  const built = restore(read);
  if (built.kind === 'ambiguous') return built;
  return isSound(built.text) ? { kind: 'restored', text: built.text, more } : UNREADABLE;
}

/** Members alone, with no request around them. */
export function readLooseMembers(text: string): Found {
  if (!/^\s*"[^"\n]{1,200}"[ \t]*:/.test(text)) return undefined;
  const loose = looseMembers(text);
  if (loose.kind === 'ambiguous') return { kind: 'refused', reason: loose.reason };
  const notices = loose.more ? [say('What stands after the body was left out.')] : [];
  return {
    kind: 'request',
    request: { method: '', url: '', headers: [], body: loose.text, notices },
  };
}

function restore(lines: readonly LooseLine[]): Built {
  const built = buildTree(lines);
  const [first, ...others] = lines;
  if (built.kind === 'built' || first === undefined) return built;
  // A selection that begins in the middle of a line lacks the indentation of its first line.
  const least = others.map(({ indent }) => indent).sort((a, b) => a.length - b.length)[0];
  return first.indent === '' && least !== undefined && least !== ''
    ? buildTree([{ ...first, indent: least }, ...others])
    : built;
}

function isSound(json: string): boolean {
  return parsePayload(json).problems.every(({ kind }) => kind === 'comment' || kind === 'trailingComma');
}

const UNREADABLE: LooseText = {
  kind: 'ambiguous',
  reason: say(
    'The body has lost braces, and where they belong cannot be told for certain. Copy the request again, from a place that shows them.',
  ),
};
