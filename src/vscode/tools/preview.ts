import { previewChanges } from '../../core/merge/previewChanges';
import { bodyValue } from '../../core/payload/body';
import { redact } from '../../core/report/redact';
import { planned } from '../commands/planned';
import { say } from '../translate';
import { planFile } from './planFile';
import type { Tool } from './tool';

/** What a send would do, by the names of properties: values are in the file. Sends nothing, and starts no emulator. */
export const preview: Tool = {
  prepare: () => ({ invocationMessage: say('Previewing the request') }),
  async use(services, document) {
    const prepared = planFile(document);
    if ('outcome' in prepared) return prepared;
    const { root, request, known } = await planned(services, prepared);
    const body = bodyValue(prepared.analysis.payload);
    const state = (known?.theirs ?? known?.base)?.appointment;
    const { changed, added, unchanged, vanishing } =
      state === undefined ? NOTHING_KNOWN : previewChanges(state, body);
    return {
      cloud: prepared.plan.target.cloud,
      method: request.method,
      url: `${root}${request.path}`,
      ifMatch: request.headers['If-Match'] ?? 'none: UNCONDITIONAL',
      properties: Object.keys(body).map((name) => redact(name)),
      appointmentIsKnown: state !== undefined,
      serverHasChanged: known?.theirs !== undefined,
      willChange: changed.map((path) => redact(path)),
      newClients: added.map((path) => redact(path)),
      isSoAlready: unchanged.map((path) => redact(path)),
      willBeGone: vanishing.map((path) => redact(path)),
    };
  },
};

const NOTHING_KNOWN = { changed: [], added: [], unchanged: [], vanishing: [] } as const;
