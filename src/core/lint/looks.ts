import type { Node } from 'jsonc-parser';
import type { Holds } from '../payload/shape';

/** Whether a text looks like an e-mail address. No format is documented, so that this asks for little. */
export function looksLikeAddress(value: string): boolean {
  return /^[^\s@<>":]+@[^\s@<>":]+$/.test(value);
}

/** E.164: a plus sign, a country code, at most 15 digits. */
export function isE164(value: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(value);
}

/** Whether a text is an absolute https URL. */
export function isHttpsUrl(value: string): boolean {
  return /^https:\/\/[^\s/?#]/i.test(value) && !/\s/.test(value) && URL.canParse(value);
}

/** Whether a value is true or false in quotes, in whatever case, where a switch belongs. */
export function isQuotedBoolean({ type, value }: Node, expected: Holds): boolean {
  return expected === 'boolean' && type === 'string' && /^\s*(?:true|false)\s*$/i.test(String(value));
}

/** Whether the address stands where the name belongs, and something else where the address does. */
export function isSwapped(displayName: string | undefined, emailAddress: string | undefined): boolean {
  if (displayName === undefined || emailAddress === undefined || emailAddress.trim() === '') return false;
  return looksLikeAddress(displayName.trim()) && !emailAddress.includes('@');
}
