// Input that nobody writes on purpose: the rules and fixes go on with what can be read.
import assert from 'node:assert/strict';
import { fixAll } from '../../../../src/core/lint/fixAll';
import { RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { MAX_PAYLOAD_BYTES } from '../../../../src/core/payload/limits';
import { parsePayload } from '../../../../src/core/payload/parse';
import { positions } from '../../../../src/core/payload/position';
import { corpus } from '../../../support/corpus';

/** `LINE:COLUMN rule` of all findings, or of the first few. */
function found(text: string, count = Infinity): string[] {
  const at = positions(text);
  return runRules(parsePayload(text), RULES)
    .slice(0, count)
    .map(({ rule, offset }) => `${at(offset).line}:${at(offset).column} ${rule}`);
}

describe('bad input', () => {
  it('half-typed JSON at any point: the rules end, and what is complete is judged', () => {
    for (const { text } of corpus()) {
      const step = Math.ceil(text.length / 40);
      for (let end = 0; end < text.length; end += step) runRules(parsePayload(text.slice(0, end)), RULES);
    }
    assert.deepEqual(
      found('{\n  "$meting": "x",\n  "settings": { "allowClientToJoinUsingBrowser": "true",\n  "ext'),
      ['2:3 unknown-directive', '3:50 quoted-boolean', '4:3 syntax'],
    );
  });

  it('nesting 10,000 deep', () => {
    for (const text of ['['.repeat(10_000), '{"a":'.repeat(10_000), `{"settings": ${'['.repeat(10_000)}`]) {
      const rules = found(text).map((line) => line.split(' ')[1]);
      assert.deepEqual(rules, ['too-deep']);
      assert.equal(fixAll(text).text, text);
    }
  });

  it('one line of 4 MB', () => {
    const client = '{"displayName":"Client","emailAddress":"a@example.com "},';
    const count = Math.floor((MAX_PAYLOAD_BYTES - 100) / client.length);
    const text = `{"appointmentClients":[${client.repeat(count)}{}]}`;
    assert.deepEqual(found(text, 2), ['1:63 email-format', '1:81 duplicate-client']);
    const { findings } = fixAll(text);
    assert.deepEqual(findings, []);
  });

  it('a byte more than 4 MB', () => {
    const text = `{"externalAppointmentId":"${'x'.repeat(MAX_PAYLOAD_BYTES)}"}`;
    assert.deepEqual(found(text), ['1:1 too-large']);
    assert.equal(fixAll(text).text, text);
  });

  it('tens of thousands of members of one object, each with something wrong', () => {
    const many = (member: (index: number) => string, count = 30_000): string =>
      `{${Array.from({ length: count }, (_, index) => member(index)).join(',')}}`;
    const near = many(
      (index) => `"externalAppointment${index % 10}${String.fromCharCode(0x4e00 + index)}": 1`,
    );
    const annotated = many((index) => `"@odata.etag${index}": "W/\\"A\\""`);
    const addresses = `{"appointmentClients":[${many(() => '"emailAddress":{"address":"a@example.com"}')}]}`;
    for (const text of [near, annotated, addresses]) assert.ok(found(text).length >= 30_000);
  });

  it('binary content', () => {
    const bytes = Array.from({ length: 4096 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join(
      '',
    );
    assert.ok(found(bytes).every((line) => /syntax|comment/.test(line)));
    assert.equal(fixAll(bytes).text, bytes);
  });

  it('names of Object’s own members', () => {
    const text = '{"__proto__": {"$x": 1}, "constructor": 1, "settings": {"toString": 1, "__proto__": null}}';
    assert.deepEqual(found(text), [
      '1:2 unknown-property',
      '1:26 unknown-property',
      '1:57 unknown-property',
      '1:72 unknown-property',
    ]);
  });

  it('messages say nothing that clients are called by', () => {
    const clients = [
      { displayName: 'SECRET@NAME', emailAddress: 'SECRET' },
      { displayName: 'SECRET@NAME', emailAddress: 'SECRET' },
      { emailAddress: { name: 'SECRET', address: 'SECRET@ADDRESS' }, smsCapablePhoneNumber: '0SECRET' },
      'SECRET@ADDRESS',
    ];
    const text = JSON.stringify({ appointmentClients: clients, externalAppointmentUrl: 'SECRET' });
    const said = runRules(parsePayload(text), RULES, { cloud: 'china', baseClients: clients }).map(
      ({ message, fixes = [] }) => [message, ...fixes.map(({ title }) => title)],
    );
    assert.ok(said.length > 6);
    assert.doesNotMatch(JSON.stringify(said), /SECRET/);
  });
});
