import type { Uri } from 'vscode';
import type { OutcomeKind } from '../../core/send/outcome';
import type { Action } from '../notify';
import type { Services } from '../services';
import { migrationStep } from './showMigration';
import { showReportStep } from './showReportStep';
import { signInStep } from './signInCommands';

/**
 * What to do next about a read that gave nothing.
 *
 * @param uri the payload, if it was about one
 */
export function failureSteps(services: Services, kind: OutcomeKind, uri: Uri | undefined): Action[] {
  return [
    ...(kind === 'signInNeeded' ? [signInStep()] : []),
    ...(kind === 'retired' && uri !== undefined ? [migrationStep(uri)] : []),
    showReportStep(services),
  ];
}
