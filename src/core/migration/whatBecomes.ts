import { type Text, text as say } from '../text';
import type { Stock } from './takeStock';

/** More paths than this are counted. */
const SHOWN = 5;

/** What has a successor and what has none, a line for each part of a payload. */
export function whatBecomes(stock: Stock): Text[] {
  const { hasLink, usableNumbers, otherNumbers, personal, external, hasSettings, own, unknown } = stock;
  return [
    hasLink
      ? say('{parts}: read the link by the function of part 1.', {
          parts: code(['appointmentClientJoinWebUrl']),
        })
      : say('The join link is not in this file. Part 1 reads it from the meeting itself.'),
    ...when(usableNumbers, (parts) =>
      say('{parts}: goes along with each call of the text message actions. See part 2.', { parts }),
    ),
    ...when(otherNumbers, (parts) =>
      say('{parts}: left out of part 2. The actions take US numbers only, such as +12025550100.', { parts }),
    ),
    ...when(personal, (parts) =>
      say(
        '{parts} of the clients: no successor in Graph’s meetings. Keep them in your own system, or see part 3.',
        {
          parts,
        },
      ),
    ),
    ...when(external, (parts) =>
      say('{parts}: no successor. Keep this in your own system, together with the join link.', { parts }),
    ),
    ...when(hasSettings ? ['settings'] : [], (parts) =>
      say('{parts}: no successor, and none needed: joining in a browser comes with the link.', { parts }),
    ),
    ...when(own, (parts) => say('{parts}: belongs to the retired resource. Drop it.', { parts })),
    ...when(unknown, (parts) => say('{parts}: nothing that Microsoft documents.', { parts })),
  ];
}

function when(parts: readonly string[], line: (parts: string) => Text): Text[] {
  return parts.length === 0 ? [] : [line(code(parts))];
}

/** Names come from the file: as code they are no Markdown. */
function code(parts: readonly string[]): string {
  const shown = parts.slice(0, SHOWN).map((part) => `\`${part.replaceAll('`', '')}\``);
  const more = parts.length - shown.length;
  return [...shown, ...(more > 0 ? [`+${more}`] : [])].join(', ');
}
