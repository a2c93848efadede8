import assert from 'node:assert/strict';
import { extensions } from 'vscode';
import type { TestApi } from '../../../src/extension';
import type { Services } from '../../../src/vscode/services';

/** The parts of the extension under test, activated. */
export async function services(): Promise<Services> {
  const extension = extensions.getExtension<TestApi>('vappt.vappt');
  assert.ok(extension !== undefined);
  const api = await extension.activate();
  return api.services;
}
