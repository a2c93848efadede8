import type { CallFacts } from '../send/record';
import { type Text, text as say, type Translate } from '../text';
import type { Labelled } from './layout';
import { redact } from './redact';

/** The answer's status with its name and time, and what the service says in its own words. */
export function answerLines(
  title: Text,
  call: CallFacts,
  translate: Translate,
  personal: readonly string[],
): string[] {
  const time = call.attempts === 0 ? '' : ` (${call.durationMs} ms)`;
  const lines = [`${translate(title)}${time}`];
  const error = call.reply?.error;
  if (error !== undefined) {
    const said = [error.code, ...error.innerCodes].filter((code) => code !== '').join(' / ');
    const message = redact(error.message, personal);
    const parts = [redact(said, personal), message].filter((part) => part !== '');
    if (parts.length > 0)
      lines.push(`  ${translate(say('The service says: {words}', { words: parts.join(': ') }))}`);
  }
  return lines;
}

/** What Microsoft's support asks for. */
export function supportRows({ reply, clientRequestId }: CallFacts): Labelled[] {
  const row = (name: string, value: string | null): Labelled => [
    say('{name}', { name }),
    value === null ? say('none') : say('{value}', { value: redact(value) }),
  ];
  return [
    row('request-id', reply?.requestId ?? null),
    row('client-request-id', clientRequestId ?? reply?.clientRequestId ?? null),
    row('date', reply?.date ?? null),
  ];
}
