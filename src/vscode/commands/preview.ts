import { previewRequest } from '../../core/report/preview';
import { prepare } from './prepare';
import { planned } from './planned';
import type { Handler } from './runCommand';

/** Preview Request: shows what Send Patch would send now. Sends nothing, and starts no emulator. */
export const preview: Handler = async (services, uri) => {
  const prepared = await prepare(services, uri, 'look');
  if (prepared === undefined) return;
  const { root, request } = await planned(services, prepared);
  // Not "http": other extensions would put their own Send button over a request without a token.
  await services.documents.show(`${prepared.name} (request).txt`, previewRequest(root, request));
};
