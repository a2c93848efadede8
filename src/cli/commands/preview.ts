import { previewHeaders, previewRequest } from '../../core/report/preview';
import { plannedRequest } from '../../core/send/plannedRequest';
import { readDirectives } from '../../core/payload/directives';
import type { IfMatch } from '../../core/graph/ifMatch';
import { resolveEndpoint, rootToShow } from '../connect';
import { addFormat, addTargetOptions, type Format, parseIfMatch, type TargetOptions } from '../options';
import { readPayloadFile } from '../payloadFile';
import { planFor } from '../plan';
import { printable } from '../printable';
import type { Subcommand } from '../program';
import { refuseInvalid } from '../refuseInvalid';

interface Options extends TargetOptions {
  readonly format: Format;
  readonly ifMatch?: IfMatch;
}

/** `vappt preview FILE` */
export const previewCommand: Subcommand = (program, console, exit) => {
  addFormat(
    addTargetOptions(
      program.command('preview').description('Shows the request that "send" would make. Sends nothing.'),
    ),
  )
    .option('--if-match <condition>', 'auto, require, none, * or a tag', parseIfMatch)
    .argument('<file>', 'payload file; "-" is standard input')
    .action(async (path: string, options: Options) => {
      const file = await readPayloadFile(path, console);
      if (refuseInvalid(file, console)) {
        exit(1);
        return;
      }
      const plan = planFor(readDirectives(file.document), options, options.ifMatch);
      const { endpoint } = await resolveEndpoint(options, console);
      const root = rootToShow(endpoint);
      const request = plannedRequest(plan, file.document, null);
      if (options.format === 'json') {
        const { method, path: requestPath, body } = request;
        const headers = previewHeaders(request);
        console.result(
          printable(JSON.stringify({ method, url: root + requestPath, headers, body }, null, 2)),
        );
      } else {
        console.result(printable(previewRequest(root, request).trimEnd()));
      }
      exit(0);
    });
};
