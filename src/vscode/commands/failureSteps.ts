import type { Uri } from 'vscode';
import type { OutcomeKind } from '../../core/send/outcome';
import type { Action } from '../notify';
import type { Services } from '../services';
import { migrationStep } from './showMigration';
import { showReportStep } from './showReportStep';
import { signInStep } from './signInCommands';

/** What to do next about a read that gave nothing. */
export function failureSteps(services: Services, kind: OutcomeKind, uri: Uri): Action[] {
  return [
    ...(kind === 'signInNeeded' ? [signInStep()] : []),
    ...(kind === 'retired' ? [migrationStep(uri)] : []),
    showReportStep(services),
  ];
}
