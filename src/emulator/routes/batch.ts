import type { Context, Hono } from 'hono';
import { jsonAnswer } from '../answers';
import { checkBatch, type BatchPart } from '../batchBody';
import { newExchange, type AppEnv, type Services } from '../context';
import { cutConnection } from '../cut';
import { decisions } from '../decisions';
import { errorAnswer, GraphError } from '../errors';
import { parseJsonBody } from '../jsonBody';
import type { Operation } from './resource';

const HEADER_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Allow',
    'Content-Type',
    'Deprecation',
    'ETag',
    'Location',
    'OData-Version',
    'Retry-After',
    'Sunset',
    'WWW-Authenticate',
  ].map((name) => [name.toLowerCase(), name]),
);

interface PartAnswer {
  id: string;
  status: number;
  headers: Record<string, string>;
  body?: unknown;
}

/** `POST /{version}/$batch`: every part goes through `app` with the token and the version of the batch. */
export function batch(services: Services, app: Hono<AppEnv>, version: string): Record<string, Operation> {
  async function run(c: Context<AppEnv>): Promise<Response> {
    const value = parseJsonBody(c.env.exchange.bodyText, c.req.header('content-type'));
    const parts = new Map(checkBatch(value).map((part) => [part.id.toLowerCase(), part]));
    const running = new Map<string, Promise<PartAnswer>>();
    // checkBatch has refused unknown ids and circles.
    const answerOf = (id: string): Promise<PartAnswer> => {
      const answer = running.get(id) ?? answerPart(c, parts.get(id) as BatchPart, answerOf);
      running.set(id, answer);
      return answer;
    };
    const answers = await Promise.all([...parts.keys()].map(answerOf));
    if (c.env.exchange.cut) return cutConnection(c.env);
    return jsonAnswer(c, { responses: decisions.batchOrder.apply(answers) });
  }

  async function answerPart(
    c: Context<AppEnv>,
    part: BatchPart,
    answerOf: (id: string) => Promise<PartAnswer>,
  ): Promise<PartAnswer> {
    const before = await Promise.all(part.dependsOn.map(answerOf));
    const { exchange } = c.env;
    const own = newExchange(services.randomId, exchange.clientRequestId, bodyText(part));
    const failed = before.some(({ status }) => status >= 400);
    const answer = failed
      ? errorAnswer(decisions.batchDependency.apply(), own, services.now())
      : await app.fetch(partRequest(c, part), { ...c.env, exchange: own });
    exchange.changes.push(...own.changes);
    exchange.cut ||= own.cut;
    const headers = { 'request-id': own.requestId, ...writtenOut(answer.headers) };
    const text = await answer.text();
    return { id: part.id, status: answer.status, headers, ...(text !== '' && { body: jsonOrText(text) }) };
  }

  function partRequest(c: Context<AppEnv>, { method, url, headers }: BatchPart): Request {
    const authorization = c.req.header('authorization') ?? '';
    try {
      const target = new URL(`/${version}/${url.replace(/^\//, '')}`, c.req.url);
      return new Request(target, { method, headers: { ...lowerCased(headers), authorization } });
    } catch {
      throw new GraphError(400, 'BadRequest', 'Invalid batch payload format: a header or URL is not usable.');
    }
  }

  return { POST: { scopes: [], handle: run } };
}

/** Header names inside a batch are JSON members: written as the reference writes them, not in fetch's lower case. */
function writtenOut(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [HEADER_NAMES[name] ?? name, value]));
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** JSON parts carry their body as JSON, others as a text. */
function bodyText({ body }: BatchPart): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
