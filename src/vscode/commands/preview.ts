import { updateAppointmentRequest } from '../../core/graph/requests';
import { realEndpoint } from '../../core/graph/clouds';
import { buildBody } from '../../core/payload/body';
import { previewRequest } from '../../core/report/preview';
import { type Plan } from '../../core/send/plan';
import { targetKey } from '../../core/graph/target';
import type { Services } from '../services';
import { prepare } from './prepare';
import type { Handler } from './runCommand';

/** Preview Request: shows what Send Patch would send now. Sends nothing, and starts no emulator. */
export const preview: Handler = async (services, uri) => {
  const prepared = await prepare(uri, { validBody: true });
  if (prepared === undefined) return;
  const { plan, analysis, name } = prepared;
  const { cloud } = plan.target;
  const root = cloud === 'emulator' ? await emulatorRoot(services) : realEndpoint(cloud).root;
  const tag = await previewTag(services, plan);
  const request = updateAppointmentRequest(plan.target, buildBody(analysis.payload), tag, plan.options);
  await services.documents.show(`${name} (request).txt`, previewRequest(root, request), 'http');
};

async function emulatorRoot({ emulator }: Services): Promise<string> {
  return emulator.isRunning ? (await emulator.endpoint()).root : 'http://127.0.0.1:<port>';
}

async function previewTag(services: Services, { ifMatch, target }: Plan): Promise<string | null> {
  switch (ifMatch.kind) {
    case 'none':
      return null;
    case 'any':
      return '*';
    case 'tag':
      return ifMatch.tag;
    case 'auto':
    case 'require': {
      const account = await services.accountOf(target.cloud);
      const stored = account === undefined ? undefined : services.bases.get(targetKey(target, account.id));
      return stored?.base.etag ?? '<read just before>';
    }
  }
}
