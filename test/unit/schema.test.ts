// The payload schema, judged by the engine that users have: VS Code's own JSON service.
//
// It describes and completes; what is right or wrong is the rules' business, so that nothing is said twice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ClientCapabilities,
  DiagnosticSeverity,
  getLanguageService,
  TextDocument,
  type CompletionItem,
  type Diagnostic,
  type JSONSchema,
} from 'vscode-json-languageservice';
import { RULES } from '../../src/core/lint/rules';
import { runRules } from '../../src/core/lint/runRules';
import { parsePayload } from '../../src/core/payload/parse';
import { PROPERTIES } from '../../src/core/payload/shape';
import { corpus } from '../support/corpus';

interface Complaint {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const root = join(__dirname, '../..');
const schemaText = readFileSync(join(root, 'media/vappt.schema.json'), 'utf8');
const readSchema = (): JSONSchema => JSON.parse(schemaText) as JSONSchema;

const service = getLanguageService({ clientCapabilities: ClientCapabilities.LATEST });
service.configure({
  schemas: [{ uri: 'test://vappt.schema.json', fileMatch: ['*.vappt.json'], schema: readSchema() }],
});

const open = (text: string) => {
  const document = TextDocument.create('file:///test.vappt.json', 'vappt', 1, text);
  return { document, json: service.parseJSONDocument(document) };
};

/** Syntax complaints are errors; the one exception, a duplicate key, has a code like them: 0x100 to 0x2ff. */
const isSchemaComplaint = ({ code, severity }: Diagnostic): boolean =>
  severity !== DiagnosticSeverity.Error && (typeof code !== 'number' || code < 0x100 || code > 0x2ff);

async function complaintsOf(text: string): Promise<Complaint[]> {
  const { document, json } = open(text);
  // The schema is given, not looked up: a `$schema` member in a fixture must not choose another one here.
  const found = await service.doValidation(document, json, undefined, readSchema());
  return found
    .filter(isSchemaComplaint)
    .map(({ range: { start }, message }) => ({
      line: start.line + 1,
      column: start.character + 1,
      message: typeof message === 'string' ? message : message.value,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** What is offered where `|` stands, in the order in which the editor shows it. */
async function completionsAt(marked: string): Promise<CompletionItem[]> {
  const offset = marked.indexOf('|');
  assert.notEqual(offset, -1, 'the text needs a | for the cursor');
  const { document, json } = open(marked.slice(0, offset) + marked.slice(offset + 1));
  const list = await service.doComplete(document, document.positionAt(offset), json);
  const key = (item: CompletionItem): string => item.sortText ?? item.label;
  return (list?.items ?? []).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

const labelsAt = async (marked: string): Promise<string[]> =>
  (await completionsAt(marked)).map((item) => item.label);

/** The file after taking a suggestion, every tab stop left as it was proposed. */
function accept(marked: string, { textEdit }: CompletionItem): string {
  assert.ok(textEdit && 'range' in textEdit);
  const { document } = open(marked.replace('|', ''));
  return TextDocument.applyEdits(document, [
    { range: textEdit.range, newText: expandSnippet(textEdit.newText) },
  ]);
}

async function acceptNamed(marked: string, label: string): Promise<string> {
  const item = (await completionsAt(marked)).find((candidate) => candidate.label === label);
  assert.ok(item, `nothing named ${label} is offered`);
  return accept(marked, item);
}

/** Placeholders, choices, tab stops, variables (an unknown one becomes its own name), then escapes. */
const expandSnippet = (snippet: string): string =>
  snippet
    .replace(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/(?<!\\)\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/(?<!\\)\$([a-z]\w*)/gi, '$1')
    .replace(/\\([$}\\])/g, '$1');

async function hoverAt(marked: string): Promise<string> {
  const offset = marked.indexOf('|');
  const { document, json } = open(marked.slice(0, offset) + marked.slice(offset + 1));
  const hover = await service.doHover(document, document.positionAt(offset), json);
  return [hover?.contents ?? []].flat().map(hoverText).join('\n');
}

const hoverText = (part: string | { value: string }): string =>
  typeof part === 'string' ? part : part.value;

/** Every property schema with its place, in the order of the file. */
function* propertiesOf(schema: JSONSchema, place: readonly string[] = []): Generator<[string[], JSONSchema]> {
  for (const [name, child] of Object.entries({ ...schema.properties, ...schema.patternProperties })) {
    if (typeof child !== 'object') continue;
    const here = [...place, name];
    yield [here, child];
    yield* propertiesOf(child, here);
  }
  if (typeof schema.items === 'object' && !Array.isArray(schema.items)) {
    yield [[...place, '[]'], schema.items];
    yield* propertiesOf(schema.items, [...place, '[]']);
  }
}

/** The schema and the schemas of all its parts. */
const schemasIn = (schema: JSONSchema): JSONSchema[] => [
  schema,
  ...[...propertiesOf(schema)].map(([, part]) => part),
];

/** Every object inside the schema file, keywords and all. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const child of Object.values(value)) yield* objectsIn(child);
}

/** The rules that call something an error or a warning, but for values that are still to be typed. */
const seriousFindings = (text: string): string[] =>
  runRules(parsePayload(text), RULES)
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .filter(
      ({ offset, length }) =>
        !/^"(|https:\/\/|W\/\\"\\"|id of the online meeting)"$/.test(text.slice(offset, offset + length)),
    )
    .map(({ rule }) => rule);

describe('payload schema', () => {
  describe('judges nothing, since the rules do', () => {
    for (const { name, text } of corpus()) {
      it(name, async () => {
        assert.deepEqual(await complaintsOf(text), []);
      });
    }
  });

  describe('completion', () => {
    it('offers body and directives at the root, the likely ones first, nothing read-only', async () => {
      assert.deepEqual(await labelsAt('{ | }'), [
        '$meeting',
        'settings',
        'appointmentClients',
        'externalAppointmentId',
        'externalAppointmentUrl',
        'appointmentClientJoinWebUrl',
        '$user',
        '$ifMatch',
        '$acceptLanguage',
        '@odata.type',
      ]);
    });

    it('leaves out what is there already', async () => {
      const labels = await labelsAt('{ "$meeting": "x", "settings": {}, | }');
      assert.equal(labels[0], 'appointmentClients');
      assert.ok(!labels.includes('settings'));
    });

    it('offers the properties of the settings and of a client', async () => {
      assert.deepEqual(await labelsAt('{ "settings": { | } }'), [
        'allowClientToJoinUsingBrowser',
        '@odata.type',
      ]);
      assert.deepEqual(await labelsAt('{ "appointmentClients": [{ | }] }'), [
        'displayName',
        'emailAddress',
        'smsCapablePhoneNumber',
        '@odata.type',
      ]);
    });

    it('offers true, false and null for the switch, each with a sentence, never a quoted one', async () => {
      const items = await completionsAt('{ "settings": { "allowClientToJoinUsingBrowser": | } }');
      assert.deepEqual(items.map(({ label }) => label).sort(), ['false', 'null', 'true']);
      for (const { documentation } of items) assert.ok(documentation);
    });

    it('offers both spellings of a type, the usual one first', async () => {
      const items = await completionsAt('{ "appointmentClients": [{ "@odata.type": | }] }');
      assert.deepEqual(
        items.map(({ label }) => label),
        ['"#microsoft.graph.virtualAppointmentUser"', '"microsoft.graph.virtualAppointmentUser"'],
      );
    });

    it('offers the values of directives', async () => {
      assert.deepEqual(await labelsAt('{ "$ifMatch": | }'), ['"*"', '"none"', 'W/"…" (a tag)']);
      assert.deepEqual(await labelsAt('{ "$user": | }'), ['"me"', '"…" (object id)']);
    });

    it('writes a directive with its dollar sign', async () => {
      assert.equal(await acceptNamed('{|}', '$meeting'), '{"$meeting": ""}');
      assert.equal(await acceptNamed('{ "$ifMatch": | }', 'W/"…" (a tag)'), '{ "$ifMatch": "W/\\"\\"" }');
    });

    it('offers whole payloads in an empty file', async () => {
      assert.deepEqual(await labelsAt('|'), [
        'Appointment: settings, a client, your system',
        'Clients only',
        'Settings only',
      ]);
    });

    const places = {
      'an empty file': '|',
      'the root': '{|}',
      'the value of settings': '{ "settings": | }',
      'the settings': '{ "settings": {|} }',
      'the value of the clients': '{ "appointmentClients": | }',
      'the list of clients': '{ "appointmentClients": [|] }',
      'a client': '{ "appointmentClients": [{|}] }',
      'a URL': '{ "externalAppointmentUrl": | }',
      'the tag': '{ "$ifMatch": | }',
      'the language': '{ "$acceptLanguage": | }',
    };
    for (const [what, marked] of Object.entries(places)) {
      it(`inserts only what the rules accept: ${what}`, async () => {
        const items = await completionsAt(marked);
        assert.notEqual(items.length, 0);
        for (const item of items) {
          const text = accept(marked, item);
          // With a command the editor opens the list of values next, so the text is not complete yet.
          if (item.command !== undefined) continue;
          JSON.parse(text);
          assert.deepEqual(seriousFindings(text), [], text);
        }
      });
    }
  });

  describe('hover', () => {
    for (const [place, schema] of propertiesOf(readSchema())) {
      if (place.some((name) => name.startsWith('^'))) continue;
      it(`explains ${place.join('.')}`, async () => {
        assert.ok((await hoverAt(hoverTarget(place))).length >= 40);
        assert.ok(schema.description);
      });
    }

    it('explains the root', async () => {
      assert.match(await hoverAt('|{}'), /never sent/);
    });

    it('explains an unknown directive', async () => {
      assert.match(await hoverAt('{ "|$meting": 1 }'), /There are `\$meeting`/);
    });

    it('explains the two spellings of a type', async () => {
      assert.match(
        await hoverAt('{ "|@odata.type": "microsoft.graph.virtualAppointment" }'),
        /with and without `#`/,
      );
    });
  });

  describe('texts', () => {
    for (const [place, schema] of propertiesOf(readSchema())) {
      it(`are complete for ${place.join('.')}`, () => {
        assert.ok((schema.description ?? '').length >= 40, 'description');
        assert.ok((schema.markdownDescription ?? '').length >= 40, 'markdownDescription');
      });
    }

    it('say for every part of the body what follows the retirement, and where Microsoft documents it', () => {
      for (const [place, schema] of [...propertiesOf(readSchema())]) {
        const name = place.at(-1) ?? '';
        if (/^[$^]|^value$|^@odata\.(context|etag)$/.test(name)) continue;
        const text = schema.markdownDescription ?? '';
        assert.match(text, /2023-06-30\. The replacement, \[getVirtualAppointmentJoinWebUrl\]/, name);
        assert.match(text, /learn\.microsoft\.com\/graph\/api\/resources\/\w+\?view=graph-rest-beta/, name);
      }
    });

    it('link to Microsoft only', () => {
      const hosts = [...schemaText.matchAll(/\]\(https:\/\/([^/]+)/g)].map(([, host]) => host);
      assert.deepEqual([...new Set(hosts)], ['learn.microsoft.com']);
    });
  });

  describe('shape', () => {
    it('stays flat and claims no address: deep unions and references freeze completion', () => {
      const keywords = new Set([...objectsIn(readSchema())].flatMap((object) => Object.keys(object)));
      for (const keyword of ['$id', '$ref', 'oneOf', 'anyOf', 'allOf', 'definitions', '$defs']) {
        assert.ok(!keywords.has(keyword), keyword);
      }
      assert.ok(schemaText.length < 40_000);
    });

    it('has no keyword that judges', () => {
      const keywords = new Set(schemasIn(readSchema()).flatMap((schema) => Object.keys(schema)));
      // A new one has to be looked at: `vappt validate` does not ask the schema.
      assert.deepEqual([...keywords].sort(), [
        '$comment',
        '$schema',
        'defaultSnippets',
        'description',
        'doNotSuggest',
        'examples',
        'items',
        'markdownDescription',
        'patternProperties',
        'properties',
        'suggestSortText',
        'title',
      ]);
    });

    it('describes the properties that the rules know', () => {
      const described = (schema: unknown): string[] =>
        Object.keys((schema as JSONSchema).properties ?? {})
          .filter((name) => !/^[$@]|^(id|value)$/.test(name))
          .sort();
      const { properties = {} } = readSchema();
      const clients = properties['appointmentClients'] as JSONSchema;
      assert.deepEqual(
        {
          appointment: described(readSchema()),
          settings: described(properties['settings']),
          client: described(clients.items),
        },
        Object.fromEntries(
          Object.entries(PROPERTIES).map(([place, names]) => [place, Object.keys(names).sort()]),
        ),
      );
    });

    it('has one description for each directive and each property that can be updated', () => {
      assert.deepEqual(Object.keys(readSchema().properties ?? {}).sort(), [
        '$acceptLanguage',
        '$ifMatch',
        '$meeting',
        '$user',
        '@odata.context',
        '@odata.etag',
        '@odata.type',
        'appointmentClientJoinWebUrl',
        'appointmentClients',
        'externalAppointmentId',
        'externalAppointmentUrl',
        'id',
        'settings',
        'value',
      ]);
    });
  });
});

/** A payload with the cursor on the key, or on the item, that `place` leads to. */
function hoverTarget(place: readonly string[]): string {
  const [name, ...rest] = place;
  if (name === undefined) return '""';
  if (name === '[]') return rest.length === 0 ? '[|{}]' : `[${hoverTarget(rest)}]`;
  return rest.length === 0 ? `{ "|${name}": "" }` : `{ "${name}": ${hoverTarget(rest)} }`;
}
