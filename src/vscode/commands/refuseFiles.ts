import { notify } from '../notify';
import { showResults } from '../bulk/showResults';
import type { Services } from '../services';
import { say } from '../translate';
import { guard } from './runCommand';

/**
 * Says that nothing was sent because some files have errors. The results show which.
 *
 * @param sendOthers missing where there are none
 */
export function refuse(
  services: Services,
  { problems, count }: { readonly problems: number; readonly count: number },
  sendOthers: (() => Promise<void>) | undefined,
): void {
  const words =
    problems === 1
      ? say('Nothing was sent: 1 of {count} files has errors.', { count })
      : say('Nothing was sent: {problems} of {count} files have errors.', { problems, count });
  const title = say('Send the Others');
  const others = sendOthers === undefined ? [] : [{ title, run: () => guard(services, title, sendOthers) }];
  notify('error', words, [showResults(services), ...others]);
}
