import type { TextDocument } from 'vscode';
import { blocking } from '../../core/lint/blocking';
import { readDirectives } from '../../core/payload/directives';
import { planRequest } from '../../core/send/plan';
import { english } from '../../core/text';
import type { Prepared } from '../commands/prepare';
import { readConfig } from '../config';
import { fileName } from '../fileName';
import { analyse } from '../payloads';
import { type Refusal, refusal } from './tool';

/** What Send Patch would do with a payload, without asking anybody anything; or why it cannot be sent. */
export function planFile(document: TextDocument): Prepared | Refusal {
  const analysis = analyse(document);
  const [error] = blocking(analysis.findings, 'editor');
  if (error !== undefined) {
    return refusal(`The payload has errors. The first: ${english(error.message)} Validate it to see all.`);
  }
  const result = planRequest(readDirectives(analysis.payload), {}, readConfig(document.uri));
  switch (result.kind) {
    case 'noMeeting':
      return refusal('The payload has no "$meeting". Ask the user for the id of the online meeting.');
    case 'unusable':
      return refusal(english(result.reason));
    case 'plan':
      return { document, analysis, plan: result.plan, name: fileName(document.uri) };
  }
}
