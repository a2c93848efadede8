import { DiagnosticSeverity, getLanguageService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import schema from '../../media/vappt.schema.json';
import type { Finding } from '../core/lint/rule';
import type { PayloadDocument } from '../core/payload/model';

/** The service numbers what its parser finds from here; our own rules report those. */
const FIRST_SYNTAX_CODE = 0x100;

/**
 * The complaints of the JSON schema, by the same engine and so in the same words as VS Code has them. Loaded on first
 * use: the engine is large, and only `validate` needs it.
 */
export async function schemaFindings(payload: PayloadDocument): Promise<Finding[]> {
  if (payload.root === undefined) return [];
  const service = getLanguageService({});
  const document = TextDocument.create('file:///payload.vappt.json', 'vappt', 0, payload.text);
  const complaints = await service.doValidation(
    document,
    service.parseJSONDocument(document),
    { comments: 'ignore', trailingCommas: 'ignore', schemaValidation: 'warning' },
    schema,
  );
  return complaints
    .filter(
      // Text behind the end of the JSON has no number, but is an error, as no complaint of a schema is.
      ({ code, severity }) =>
        severity !== DiagnosticSeverity.Error && (typeof code !== 'number' || code < FIRST_SYNTAX_CODE),
    )
    .map(({ range, message }) => {
      const offset = document.offsetAt(range.start);
      const length = document.offsetAt(range.end) - offset;
      const template = typeof message === 'string' ? message : message.value;
      return { rule: 'schema', severity: 'warning', offset, length, message: { template, args: {} } };
    });
}
