import * as v from 'valibot';
import { GraphError } from './errors';

/** Checks the body of a control call; the error is one sentence that names the member. */
export function check<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  // Valibot takes an array for an object.
  if (Array.isArray(value))
    throw new GraphError(400, 'BadRequest', 'The body is wrong: it must be a JSON object.');
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new GraphError(
    400,
    'BadRequest',
    path === null
      ? `The body is wrong: ${problem(issue)}.`
      : `The member '${path}' is wrong: ${problem(issue)}.`,
  );
}

/** Valibot's own words for members too many and too few need a programmer to read them. */
function problem({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type === 'strict_object' && expected === 'never') return 'there is no member of this name';
  if (type === 'strict_object' && received === 'undefined') return 'it is missing';
  return message;
}

/** Parses the body of a control call; no body at all stands for `{}`. */
export function parseControlBody(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphError(400, 'BadRequest', 'The body is not valid JSON.');
  }
}
