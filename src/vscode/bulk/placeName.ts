import { type CloudName, CLOUDS } from '../../core/graph/clouds';
import { say } from '../translate';

/** Where patches go, for a question or a message. */
export function placeName(cloud: CloudName): string {
  return cloud === 'emulator' ? say('the emulator') : `Microsoft Graph, ${CLOUDS[cloud].label}`;
}
