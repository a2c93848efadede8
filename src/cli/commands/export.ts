import { Option } from 'commander';
import type { IfMatch } from '../../core/graph/ifMatch';
import { toCurl } from '../../core/export/curl';
import { readDirectives } from '../../core/payload/directives';
import { plannedRequest } from '../../core/send/plannedRequest';
import { resolveEndpoint, rootToShow } from '../connect';
import { addFormat, addTargetOptions, type Format, parseIfMatch, type TargetOptions } from '../options';
import { readPayloadFile } from '../payloadFile';
import { planFor } from '../plan';
import { printable } from '../printable';
import type { Subcommand } from '../program';
import { refuseInvalid } from '../refuseInvalid';

interface Options extends TargetOptions {
  readonly as: 'curl';
  readonly format: Format;
  readonly ifMatch?: IfMatch;
}

/** `vappt export FILE --as curl` */
export const exportCommand: Subcommand = (program, console, exit) => {
  addFormat(
    addTargetOptions(
      program.command('export').description('Prints the request that "send" would make in another form.'),
    ),
  )
    .addOption(new Option('--as <form>', 'the form').choices(['curl']).makeOptionMandatory())
    .option('--if-match <condition>', 'auto, require, none, * or a tag', parseIfMatch)
    .argument('<file>', 'payload file; "-" is standard input')
    .addHelpText(
      'after',
      '\nExample:\n  TOKEN=… sh -c "$(vappt export a.vappt.json --as curl --cloud global)"',
    )
    .action(async (path: string, options: Options) => {
      const file = await readPayloadFile(path, console);
      if (refuseInvalid(file, console)) {
        exit(1);
        return;
      }
      const plan = planFor(readDirectives(file.document), options, options.ifMatch);
      const { endpoint } = await resolveEndpoint(options, console);
      const content = toCurl(rootToShow(endpoint), plannedRequest(plan, file.document, null));
      console.result(
        printable(
          options.format === 'json' ? JSON.stringify({ form: options.as, content }, null, 2) : content,
        ),
      );
      exit(0);
    });
};
