// The VS Code versions that tests and `npm start` can run from npm. The package code-server holds a complete
// browser-served build of VS Code; its minor version number is VS Code's.
export interface VsCodeVersion {
  readonly vscode: string;
  /** Version of the npm package code-server, and npm's integrity value of its tarball. */
  readonly codeServer: string;
  readonly integrity: string;
  /** The Node version from npm that this build needs; without it, Node 24, which runs our scripts. */
  readonly node?: string;
}

export const VSCODE_VERSIONS: readonly VsCodeVersion[] = [
  {
    vscode: '1.110.0',
    codeServer: '4.110.0',
    integrity:
      'sha512-Sc3ZIUZgaFLOl5nX7aJVt/MWNPJOOysFnheWhawd8JkbHvJKOgHSpxDIm7fFx55k9GjHwqS3oLABNztwiBogSg==',
    // On Node 24 its extension host hangs.
    node: '22.23.3',
  },
  {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    integrity:
      'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
];

export const OLDEST_VSCODE = '1.110.0';
export const NEWEST_VSCODE = '1.139.1';

export function findVersion(vscode: string): VsCodeVersion {
  const found = VSCODE_VERSIONS.find((version) => version.vscode === vscode);
  if (found !== undefined) return found;
  const known = VSCODE_VERSIONS.map((version) => version.vscode).join(', ');
  throw new Error(`VS Code ${vscode} is not in scripts/vscode/versions.ts; there are ${known}.`);
}
