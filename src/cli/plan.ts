import type { IfMatch } from '../core/graph/ifMatch';
import type { Directives } from '../core/payload/model';
import { type Plan, planRequest } from '../core/send/plan';
import { english } from '../core/text';
import { UsageError } from './exitCodes';
import type { TargetOptions } from './options';

/** Puts options, directives and defaults together. @throws UsageError when they name no usable appointment */
export function planFor(directives: Directives, options: TargetOptions, ifMatch?: IfMatch): Plan {
  const result = planRequest(
    directives,
    { meeting: options.meeting, user: options.user, acceptLanguage: options.acceptLanguage, ifMatch },
    { cloud: options.cloud, user: 'me', ifMatch: 'auto', acceptLanguage: '' },
  );
  switch (result.kind) {
    case 'plan':
      return result.plan;
    case 'noMeeting':
      throw new UsageError('No online meeting is named. Write its id in "$meeting", or use --meeting ID.');
    case 'unusable':
      throw new UsageError(english(result.reason));
  }
}
