// The folders that scripts and test runners share.
import path from 'node:path';

export const repositoryRoot = path.join(__dirname, '..');
/** Everything made along the way: bundles of the host suites, profiles, the sample workspace. */
export const cacheDir = path.join(repositoryRoot, '.cache');
/** What people look at afterwards: screenshots, logs. */
export const artifactsDir = path.join(repositoryRoot, '.artifacts');
/** Downloads, worth keeping between runs and, on CI, between machines. */
export const downloadsDir = process.env['VAPPT_VSCODE_CACHE'] ?? path.join(repositoryRoot, '.vscode-test');

/** What every fault comes to in every operation: written by test/http/faults. */
export const FAULT_RESULTS = path.join(repositoryRoot, 'test', 'fixtures', 'faults.json');
