import { ExtensionMode } from 'vscode';
import { isRecord } from '../../core/graph/reply';

/** A sign-in service and a Graph of a test's, in place of Microsoft's. */
export interface TestEndpoints {
  readonly authority: string;
  readonly graphRoot: string;
}

/** This machine, by its literal name and addresses. */
const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\]):\d{1,5}$/;

/** What a test has put in place. Never read from an extension that is installed, and only on this machine. */
export function testEndpoints(
  mode: ExtensionMode,
  env: Readonly<Record<string, string | undefined>>,
): TestEndpoints | undefined {
  if (mode === ExtensionMode.Production) return undefined;
  const given: unknown = JSON.parse(env['VAPPT_TEST_SIGN_IN'] ?? 'null');
  if (!isRecord(given)) return undefined;
  const { authority, graphRoot } = given;
  const isLocal = (value: unknown): value is string => typeof value === 'string' && LOOPBACK.test(value);
  return isLocal(authority) && isLocal(graphRoot) ? { authority, graphRoot } : undefined;
}
