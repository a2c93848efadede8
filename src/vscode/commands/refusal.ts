import { blamedProperties } from '../../core/report/blamedProperties';
import { redact } from '../../core/report/redact';
import { personalValues } from '../../core/payload/personalValues';
import type { PayloadDocument } from '../../core/payload/model';
import type { SendRecord } from '../../core/send/record';
import type { Refusal } from '../language/serverWord';
import { say } from '../translate';

/** What the service has against a payload, where it says so in words. */
export function refusalOf({ outcome, call }: SendRecord, payload: PayloadDocument): Refusal | undefined {
  const { reply } = call;
  if (outcome.kind !== 'rejected' || reply?.error === undefined) return undefined;
  const { code, message } = reply.error;
  const personal = personalValues(payload);
  const words = say('The service refused this: {message} (status {status}, code {code}, request-id {id})', {
    message: redact(message, personal),
    status: reply.status,
    code: redact(code, personal) || '-',
    id: reply.requestId ?? '-',
  });
  return { message: words, status: reply.status, places: blamedProperties(payload, reply) };
}
