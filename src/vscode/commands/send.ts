import { createAppointment } from '../../core/send/createAppointment';
import { overwrite as overwriteAppointment } from '../../core/send/overwrite';
import { sendPatch } from '../../core/send/sendPatch';
import { askAgain } from '../merge/askAgain';
import { say } from '../translate';
import { isPageOutdated } from './pageInFront';
import { isTrusted, prepare } from './prepare';
import type { Handler } from './runCommand';
import { pastSend, sendOnceMore } from './sendOnceMore';
import { showOutcome } from './showOutcome';
import { writing } from './writing';

type Operation = typeof sendPatch;

/** Send Patch: sends the open document as it is now, and shows what became of it. A merge that waits comes first. */
export const send: Handler = async (services, ...args) => {
  const past = pastSend(args[0]);
  if (past !== undefined) {
    await sendOnceMore(past);
    return;
  }
  if (await askAgain(services, args[0])) return;
  await write(services, args, sendPatch, say('Sending the patch'));
};

/** Create on Server: the payload becomes the meeting's appointment; the next step after a 404. */
export const create: Handler = (services, ...args) =>
  write(services, args, createAppointment, say('Creating the appointment'));

/** Overwrite: sends the payload on the tag that the server has now, whatever has changed there. */
export const overwrite: Handler = (services, ...args) =>
  write(services, args, overwriteAppointment, say('Overwriting what the server has'));

async function write(
  services: Parameters<Handler>[0],
  [uri, earlier]: readonly unknown[],
  operation: Operation,
  title: string,
): Promise<void> {
  if (!isTrusted()) return;
  const prepared = await prepare(services, uri, 'send', earlier);
  if (prepared === undefined) return;
  if (isPageOutdated(services, uri, prepared)) return;
  const { analysis, plan } = prepared;
  const record = await writing(services, prepared, title, (parts, signal) =>
    operation(parts, plan, analysis.payload, signal),
  );
  if (record !== undefined) await showOutcome(services, prepared, record, title);
}
