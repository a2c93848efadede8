import { CLOUDS } from '../graph/clouds';
import type { RequestFacts } from '../send/record';
import { type Text, text as say } from '../text';

/** Where a request went, or would have gone. */
export function destination({ endpoint }: Pick<RequestFacts, 'endpoint'>): Text {
  if (endpoint.cloud !== 'emulator') {
    return say('{root} ({cloud})', { root: endpoint.root, cloud: CLOUDS[endpoint.cloud].label });
  }
  return endpoint.root === '' ? say('EMULATOR') : say('EMULATOR at {root}', { root: endpoint.root });
}
