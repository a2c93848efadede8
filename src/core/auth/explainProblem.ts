import { isCertificateProblem } from '../errors';
import { CLOUDS } from '../graph/clouds';
import { redact } from '../report/redact';
import { type Text, text as say } from '../text';
import { AADSTS, BY_ERROR, type ExplanationArgs } from './aadsts';
import type { Registration } from './registration';
import type { SignInProblem } from './signInProblem';

/** The code of an answer that the sign-in service cannot have given. */
export const UNREADABLE = 'UNREADABLE_ANSWER';

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
/** Longer ones are pages, not messages. */
const MAX_MESSAGE = 200;

/** Where an administrator approves an app for a whole tenant. */
export function consentLink({ cloud, tenant, clientId }: Registration): string {
  return `${CLOUDS[cloud].authority}/${tenant}/adminconsent?client_id=${clientId}`;
}

/** What happened and what to do, with what Microsoft's support asks for. */
export function explainProblem(problem: SignInProblem, registration: Registration): Text {
  const { transport, number, error, description, correlationId } = problem;
  const { authority } = CLOUDS[registration.cloud];
  if (transport !== undefined) return transportText(transport, authority);
  const args = argsFor(registration, [number === undefined ? error : `AADSTS${number}`, correlationId]);
  const words = wordsFor(number) ?? BY_ERROR[error];
  if (words !== undefined) return words(args);
  const message = redact((description ?? '').split('Trace ID')[0] ?? '').slice(0, MAX_MESSAGE);
  return message === ''
    ? say('The sign-in did not work. Try again, and show this number to whoever can help: {reference}.', args)
    : say('The sign-in did not work: {message} ({reference})', { ...args, message });
}

/** Explains what somebody has copied from an error page. `undefined`: there is no number in it. */
export function explainNumber(text: string, registration: Registration): Text | undefined {
  const number = /AADSTS\s*(\d{4,8})/i.exec(text)?.[1] ?? /^\D{0,20}(\d{4,8})\b/.exec(text)?.[1];
  if (number === undefined) return undefined;
  const correlationId = GUID.exec(text)?.[0];
  const args = argsFor(registration, [`AADSTS${number}`, correlationId]);
  return (
    wordsFor(number)?.(args) ??
    say('This number is not in our list. Microsoft explains it at {link}', {
      link: `${CLOUDS[registration.cloud].authority}/error?code=${number}`,
    })
  );
}

function wordsFor(number: string | undefined): ((args: ExplanationArgs) => Text) | undefined {
  return AADSTS.find(([numbers]) => numbers.includes(Number(number)))?.[1];
}

function argsFor(registration: Registration, reference: readonly (string | undefined)[]): ExplanationArgs {
  return {
    reference: reference.filter((part) => part !== undefined && part !== '').join(', '),
    clientId: registration.clientId,
    tenant: registration.tenant,
    consentLink: consentLink(registration),
  };
}

function transportText(code: string, authority: string): Text {
  if (code === UNREADABLE) {
    return say(
      'What answered was not the sign-in service at {authority}: a proxy or a page of the network may be in between.',
      { authority },
    );
  }
  return isCertificateProblem(code)
    ? say(
        'The certificate of {authority} is not trusted here ({code}). Check the proxy, and the certificates it needs.',
        { authority, code },
      )
    : say(
        'The sign-in service at {authority} could not be reached ({code}). Check the network and the proxy, then try again.',
        { authority, code },
      );
}
