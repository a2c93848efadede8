import assert from 'node:assert/strict';
import { RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { parsePayload } from '../../../../src/core/payload/parse';
import { payloadFromAppointment } from '../../../../src/core/templates/fromAppointment';
import { templateSnippet, TEMPLATES } from '../../../../src/core/templates/templates';
import { SAMPLE_MEETING_ID } from '../../../../src/emulator/constants';

/** A snippet with its default values, as it stands when nobody types. */
function expanded(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]+)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([$}\\])/g, '$1');
}

function findings(text: string): readonly unknown[] {
  return runRules(parsePayload(text), RULES);
}

describe('a template', () => {
  for (const template of TEMPLATES) {
    it(`${template.id} is valid as it stands, with a meeting and without`, () => {
      for (const meeting of [SAMPLE_MEETING_ID, undefined]) {
        const text = expanded(templateSnippet(template, meeting));
        assert.deepEqual(findings(text), []);
        assert.equal((JSON.parse(text) as { $meeting?: string }).$meeting, meeting);
      }
    });
  }

  it('numbers its tab stops from 1, each once', () => {
    for (const template of TEMPLATES) {
      const stops = [...templateSnippet(template, 'm').matchAll(/\$\{(\d+)/g)].map(([, stop]) =>
        Number(stop),
      );
      assert.deepEqual(
        stops,
        Array.from({ length: stops.length }, (_, index) => index + 1),
        template.id,
      );
    }
  });

  it('takes a meeting as text, whatever is in it', () => {
    const [template] = TEMPLATES;
    assert.ok(template !== undefined);
    const text = expanded(templateSnippet(template, 'a$1}\\"'));
    assert.equal((JSON.parse(text) as { $meeting?: string }).$meeting, 'a$1}\\"');
  });
});

describe('a payload of what the server has', () => {
  it('has what can be updated, and nothing that is read only, empty or an annotation', () => {
    const text = payloadFromAppointment('MSo', 'me', {
      id: '1',
      '@odata.type': '#microsoft.graph.virtualAppointment',
      appointmentClients: [
        { '@odata.type': '#microsoft.graph.virtualAppointmentUser', displayName: 'A', emailAddress: null },
      ],
      settings: { '@odata.type': 'x', allowClientToJoinUsingBrowser: 'true' },
      externalAppointmentId: null,
      externalAppointmentUrl: 'https://scheduling.example.com/1',
      surprise: { a: 1 },
    });
    assert.deepEqual(JSON.parse(text), {
      $meeting: 'MSo',
      settings: { allowClientToJoinUsingBrowser: true },
      appointmentClients: [{ displayName: 'A', emailAddress: null }],
      externalAppointmentUrl: 'https://scheduling.example.com/1',
    });
    assert.deepEqual(findings(text), []);
  });

  it('loses nothing of a client, because the list is replaced as a whole', () => {
    const text = payloadFromAppointment('MSo', 'u', { appointmentClients: [{ newer: [1] }] });
    assert.deepEqual(JSON.parse(text), { $meeting: 'MSo', $user: 'u', appointmentClients: [{ newer: [1] }] });
  });
});
