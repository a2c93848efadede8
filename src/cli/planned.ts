import type { GraphRequest } from '../core/graph/requests';
import type { IfMatch } from '../core/graph/ifMatch';
import { readDirectives } from '../core/payload/directives';
import { plannedRequest } from '../core/send/plannedRequest';
import { appointmentPath } from '../core/graph/target';
import type { PayloadDocument } from '../core/payload/model';
import type { Base } from '../core/send/base';
import { readBaseFile } from './baseFile';
import { resolveEndpoint } from './connect';
import type { Console } from './console';
import type { Format, TargetOptions } from './options';
import { namedFile } from './files';
import { readPayloadFile } from './payloadFile';
import { planFor } from './plan';
import { refuseInvalid } from './refuseInvalid';

/** The options of the commands that show what `send` would do. */
export interface PlannedOptions extends TargetOptions {
  readonly format: Format;
  readonly ifMatch?: IfMatch;
  readonly base?: string;
}

export interface Planned {
  readonly root: string;
  readonly request: GraphRequest;
  readonly document: PayloadDocument;
  readonly base: Base | undefined;
}

/**
 * The request that `send` would make. Sends nothing.
 *
 * @returns `undefined` when the file's findings forbid it; they have been printed
 * @throws UsageError
 */
export async function planned(
  path: string,
  options: PlannedOptions,
  console: Console,
): Promise<Planned | undefined> {
  const file = await readPayloadFile(await namedFile(path), console);
  if (refuseInvalid(file, console)) return undefined;
  const plan = planFor(readDirectives(file.document), options, options.ifMatch);
  const { endpoint } = await resolveEndpoint(options, console);
  // An emulator that does not run has no port yet.
  const root = endpoint.root === '' ? 'http://127.0.0.1:<port>' : endpoint.root;
  const base =
    options.base === undefined
      ? undefined
      : await readBaseFile(options.base, endpoint.root + appointmentPath(plan.target));
  const request = plannedRequest(plan, file.document, base?.etag ?? null);
  return { root, request, document: file.document, base };
}
