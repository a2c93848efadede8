import { type GraphRequest, updateAppointmentRequest } from '../graph/requests';
import { buildBody } from '../payload/body';
import type { PayloadDocument } from '../payload/model';
import type { Plan } from './plan';

/** Stands for a tag that is not known before the send. */
export const TAG_TO_COME = '<tag of the read before it>';

/**
 * The request that a send would make, to look at or to copy.
 *
 * @param storedTag `null`: none is stored
 */
export function plannedRequest(
  plan: Plan,
  document: PayloadDocument,
  storedTag: string | null,
): GraphRequest {
  return updateAppointmentRequest(
    plan.target,
    buildBody(document),
    plannedTag(plan, storedTag),
    plan.options,
  );
}

function plannedTag({ ifMatch }: Plan, storedTag: string | null): string | null {
  switch (ifMatch.kind) {
    case 'auto':
    case 'require':
      return storedTag ?? TAG_TO_COME;
    case 'none':
      return null;
    case 'any':
      return '*';
    case 'tag':
      return ifMatch.tag;
  }
}
