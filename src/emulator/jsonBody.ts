import { decisions } from './decisions';

/** Parses the body of a Graph request, after the checks of its presence and type that come before its content. */
export function parseJsonBody(text: string, contentType: string | undefined): unknown {
  if (text.trim() === '') throw decisions.emptyBody.apply();
  if (contentType === undefined || contentType.trim() === '') throw decisions.noContentType.apply();
  if (!isJson(contentType)) throw decisions.otherContentType.apply(contentType);
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would repeat the client's data.
    throw decisions.noContentType.apply();
  }
}

/** `application/json` with any parameters (OData has its own, such as `IEEE754Compatible`), in UTF-8. */
function isJson(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((each) => each.startsWith('charset='));
  return type.trim() === 'application/json' && /^(charset="?utf-8"?)?$/.test(charset ?? '');
}
