import { type Text, text as say } from '../text';

/** What the words of an explanation may name. */
export interface ExplanationArgs {
  readonly [name: string]: string;
  /** The number, and the correlation id for Microsoft's support. */
  readonly reference: string;
  readonly clientId: string;
  readonly tenant: string;
  /** Where an administrator can approve the app. */
  readonly consentLink: string;
}

type Words = (args: ExplanationArgs) => Text;

/*
 * Each says what happened and what to do. The numbers are no contract: they choose words, never what the program does.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes; a few are from experience.
 */
const REDIRECT: Words = (args) =>
  say(
    'The app registration does not know our redirect address. Add "http://localhost" under Authentication, platform "Mobile and desktop applications". ({reference})',
    args,
  );
const UNKNOWN_APP: Words = (args) =>
  say(
    'There is no app {clientId} in the tenant {tenant}. Check both settings and the cloud. In another tenant the app must be multi-tenant, or approved there. ({reference})',
    args,
  );
const SINGLE_TENANT: Words = (args) =>
  say(
    'The app is registered for one tenant only. Set "vappt.auth.tenant" to the id of that tenant. ({reference})',
    args,
  );
const UNKNOWN_TENANT: Words = (args) =>
  say(
    'There is no tenant {tenant}. Check "vappt.auth.tenant", and whether the right cloud is selected. ({reference})',
    args,
  );
const PUBLIC_CLIENT: Words = (args) =>
  say(
    'The app registration does not allow this kind of sign-in. Under Authentication, turn on "Allow public client flows", and have "http://localhost" under "Mobile and desktop applications", not under "Web". ({reference})',
    args,
  );
const SINGLE_PAGE: Words = (args) =>
  say(
    'The redirect address is registered under "Single-page application". Move it to "Mobile and desktop applications". ({reference})',
    args,
  );
const UNKNOWN_PERMISSION: Words = (args) =>
  say(
    'The permission that was asked for is not known there. The app needs the delegated permission OnlineMeetings.ReadWrite of Microsoft Graph. ({reference})',
    args,
  );
const NOT_CONSENTED: Words = (args) =>
  say('Nobody has agreed to the permission yet. Sign in to be asked for it. ({reference})', args);
const DECLINED: Words = (args) =>
  say(
    'The sign-in was declined, so nothing was changed. Sign in again to try once more. ({reference})',
    args,
  );
const ADMIN: Words = (args) =>
  say('An administrator has to approve the app. Send them this link: {consentLink} ({reference})', args);
const PERMISSION_MISSING: Words = (args) =>
  say(
    'The app registration lacks the permission. Add OnlineMeetings.ReadWrite under API permissions, Microsoft Graph, Delegated; then sign in again. ({reference})',
    args,
  );
const FIRST_PARTY: Words = (args) =>
  say(
    'This client id belongs to Microsoft and cannot be used for this. Register an app of your own. ({reference})',
    args,
  );
const NO_SUBSCRIPTION: Words = (args) =>
  say(
    'The organisation has no subscription for the service. An administrator can tell whether it has Teams. ({reference})',
    args,
  );
const OTHER_TENANT: Words = (args) =>
  say('This account is not in the tenant {tenant}. Sign in with another account. ({reference})', args);
const NOT_ASSIGNED: Words = (args) =>
  say(
    'The app is only for people who are assigned to it. Ask an administrator to assign you. ({reference})',
    args,
  );
const MORE_PROOF: Words = (args) =>
  say(
    'The organisation asks for another proof of who you are. Sign in again to give it. ({reference})',
    args,
  );
const BLOCKED: Words = (args) =>
  say(
    'A policy of the organisation blocks this sign-in: the device, the place or the way. Try the sign-in with the browser instead of the code, or ask an administrator. ({reference})',
    args,
  );
const ACCOUNT: Words = (args) =>
  say(
    'The account is disabled or locked, or its password is wrong or has expired. Sign in to a Microsoft page first, or ask an administrator. ({reference})',
    args,
  );
const SESSION_ENDED: Words = (args) =>
  say(
    'The session has ended or was revoked. That is normal after a while: sign in again. ({reference})',
    args,
  );
const CODE: Words = (args) =>
  say('The code is wrong, used or too old. Sign in again to get a new one. ({reference})', args);
const LOOP: Words = (args) =>
  say('Too many sign-ins in a short time. Wait five minutes, then try again. ({reference})', args);
const BUSY: Words = (args) =>
  say('Microsoft’s sign-in service is busy. Try again in a few minutes. ({reference})', args);
const NETWORK_POLICY: Words = (args) =>
  say(
    'Your network or organisation does not allow signing in to this tenant. Ask an administrator. ({reference})',
    args,
  );
const TENANT_NEEDED: Words = (args) =>
  say(
    'A code works for work and school accounts only. Set "vappt.auth.tenant" to "organizations" or to the id of the tenant. ({reference})',
    args,
  );
const HICCUP: Words = (args) =>
  say('The browser has lost track of the sign-in. Sign in again. ({reference})', args);

/** Entra's numbers, and what to say about them. */
export const AADSTS: readonly (readonly [numbers: readonly number[], words: Words])[] = [
  [[50011], REDIRECT],
  [[700016, 700011, 70001], UNKNOWN_APP],
  [[50194], SINGLE_TENANT],
  [[90002, 900023, 50059], UNKNOWN_TENANT],
  [[7000218], PUBLIC_CLIENT],
  [[9002327, 90023], SINGLE_PAGE],
  [[70011, 28002, 650053], UNKNOWN_PERMISSION],
  [[65001], NOT_CONSENTED],
  [[65004], DECLINED],
  [[90094, 90095, 90093, 90008], ADMIN],
  [[650056, 65005, 650057], PERMISSION_MISSING],
  [[65002], FIRST_PARTY],
  [[650052], NO_SUBSCRIPTION],
  [[50020, 50034, 51004, 16000, 500208], OTHER_TENANT],
  [[50105], NOT_ASSIGNED],
  [[50076, 50079, 50072, 50074, 50078, 50158], MORE_PROOF],
  [[53000, 53001, 53002, 53003, 530032, 53011, 50097, 50129, 50131], BLOCKED],
  [[50057, 50055, 50144, 50053, 50126], ACCOUNT],
  [[50173, 70008, 700082, 70043, 50132, 50133, 50089, 54005, 70000], SESSION_ENDED],
  [[70018, 70019, 70020, 90119, 90120], CODE],
  [[50196], LOOP],
  [[90033, 90006, 90024, 90012, 50033, 90055], BUSY],
  [[500021, 500022, 50002, 500212, 500213], NETWORK_POLICY],
  [[9001023, 90124, 90130], TENANT_NEEDED],
  [[50058, 16001, 50140, 50199], HICCUP],
];

/** What to say where there is no number, by OAuth's `error` or MSAL's code. */
export const BY_ERROR: Readonly<Record<string, Words>> = {
  access_denied: DECLINED,
  authorization_declined: DECLINED,
  consent_required: NOT_CONSENTED,
  expired_token: CODE,
  device_code_expired: CODE,
  bad_verification_code: CODE,
  interaction_required: MORE_PROOF,
  login_required: SESSION_ENDED,
  invalid_grant: SESSION_ENDED,
  no_tokens_found: SESSION_ENDED,
  no_account_found: SESSION_ENDED,
  refresh_token_expired: SESSION_ENDED,
  cache_damaged: SESSION_ENDED,
  invalid_client: UNKNOWN_APP,
  unauthorized_client: UNKNOWN_APP,
  invalid_scope: UNKNOWN_PERMISSION,
  invalid_resource: UNKNOWN_PERMISSION,
  server_error: BUSY,
  temporarily_unavailable: BUSY,
  too_many_requests: BUSY,
};
