import * as v from 'valibot';
import { GraphError } from './errors';

const MAX_PARTS = 20;

const part = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  method: v.pipe(v.string(), v.toUpperCase(), v.picklist(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])),
  url: v.pipe(v.string(), v.minLength(1)),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  body: v.optional(v.unknown()),
  dependsOn: v.optional(v.array(v.string()), []),
});

const schema = v.object({ requests: v.pipe(v.array(part), v.minLength(1), v.maxLength(MAX_PARTS)) });

/** One request of a batch, as learn.microsoft.com/graph/json-batching describes it. */
export type BatchPart = v.InferOutput<typeof part>;

/** Checks a parsed batch; everything wrong with it is 400 for the whole batch. Ids are not case-sensitive. */
export function checkBatch(value: unknown): BatchPart[] {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw invalid(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
  }
  const parts = result.output.requests.map((each) => ({
    ...each,
    dependsOn: each.dependsOn.map((id) => id.toLowerCase()),
  }));
  const byId = new Map(parts.map((each) => [each.id.toLowerCase(), each]));
  if (byId.size < parts.length) throw invalid('two requests have the same id');
  for (const each of parts) {
    if (each.dependsOn.some((id) => !byId.has(id))) throw invalid('dependsOn names an unknown id');
    if (/^\/?(\$|%24)batch/i.test(each.url)) throw invalid('a batch inside a batch');
    if (each.body !== undefined && contentType(each) === undefined)
      throw invalid('a request with a body needs a Content-Type header');
  }
  if (hasCycle(byId)) throw invalid('dependsOn goes round in a circle');
  return parts;
}

/** The Content-Type of a part, however its name is written. */
export function contentType({ headers }: BatchPart): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}

/** Takes away what depends on nothing that is left, until nothing more can be taken. */
function hasCycle(byId: ReadonlyMap<string, BatchPart>): boolean {
  const left = new Map(byId);
  for (;;) {
    const free = [...left].filter(([, each]) => !each.dependsOn.some((id) => left.has(id)));
    if (free.length === 0) return left.size > 0;
    for (const [id] of free) left.delete(id);
  }
}

function invalid(detail: string): GraphError {
  return new GraphError(400, 'BadRequest', `Invalid batch payload format: ${detail}.`);
}
