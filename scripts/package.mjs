// `npm run package`: vappt-VERSION.vsix. The README's links are relative. Where package.json names a repository, vsce
// makes them links to it, to the tag that is being released if there is one; where it does not, they stay as they are.
// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from './root.mjs';

const { status } = spawnSync(process.execPath, ['esbuild.js', '--production'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

const { repository } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const { GITHUB_REF_TYPE: kind, GITHUB_REF_NAME: name } = process.env;
const links =
  repository === undefined
    ? { rewriteRelativeLinks: false, allowMissingRepository: true }
    : kind === 'tag' && name !== undefined
      ? { githubBranch: name }
      : {};
await createVSIX({ cwd: root, dependencies: false, ...links });
