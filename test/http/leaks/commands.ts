import { EXPORT_FORM_NAMES } from '../../../src/core/export/forms';

/** Where something may show. */
export type Sink = 'stdout' | 'stderr' | 'files';

export interface Command {
  readonly args: readonly string[];
  /** Where clients' data may show, since that is what the command is for: SECURITY.md lists these places. */
  readonly shows?: Sink;
  readonly stdin?: 'payload' | 'token';
}

const both = (...args: string[]): Command[] =>
  ['text', 'json'].map((format) => ({ args: [...args, '--format', format] }));
const showing = (shows: Sink, commands: readonly Command[]): Command[] =>
  commands.map((each) => ({ ...each, shows }));

/** Those that talk to Graph. `{base}` and the like are files of the test. */
export const ONLINE: readonly Command[] = [
  ...both('send', '{file}'),
  ...both('send', '{file}', '--verbose'),
  ...both('send', '{file}', '--if-match', 'none', '--quiet'),
  ...both('send', '{file}', '--allow-invalid', '--if-match', '*'),
  ...showing('files', both('send', '{file}', '--base', '{base}', '--save-base', '{saved}')),
  ...showing(
    'files',
    both('send', '{file}', '--base', '{base}', '--on-conflict', 'merge', '--write', '--verbose'),
  ),
  ...both('send', '{file}', '--on-conflict', 'overwrite'),
  ...both('send', '{file}', '{other}', '--journal', '{journal}', '--verbose'),
  ...both('send', '{file}', '{other}', '--batch', '--journal', '{journal}'),
  { args: ['send', '{file}', '{other}', '--format', 'junit', '--journal', '{journal}'] },
  { args: ['send', '{file}', '{other}', '{invalid}', '--allow-invalid', '--format', 'junit', '--batch'] },
  ...showing('files', both('create', '{file}', '--save-base', '{saved}', '--verbose')),
  ...showing('stdout', both('fetch', '{file}', '--verbose')),
  ...both('join-link', '{file}', '--verbose'),
];

/** Those that do not. */
export const OFFLINE: readonly Command[] = [
  ...['text', 'json', 'sarif'].map((format) => ({
    args: ['validate', '{file}', '{invalid}', '--format', format],
  })),
  ...both('fix', '{invalid}'),
  ...showing('stdout', [
    { args: ['fix', '{invalid}', '--dry-run'] },
    { args: ['fix', '-'], stdin: 'payload' },
  ]),
  ...both('send', '{invalid}'),
  ...both('send', '{invalid}', '{file}'),
  ...showing('stdout', both('preview', '{file}', '--base', '{base}')),
  ...showing(
    'stdout',
    EXPORT_FORM_NAMES.flatMap((form) => both('export', '{file}', '--as', form)),
  ),
  ...both('token', 'check'),
  ...both('token', 'check', '--cloud', 'china'),
  { args: ['token', 'check', '--token-stdin'], stdin: 'token' },
];
