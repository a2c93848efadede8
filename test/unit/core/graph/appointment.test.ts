import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPatch, changedPaths, readAppointment } from '../../../../src/core/graph/appointment';
import { readReply } from '../../../../src/core/graph/reply';
import { answer } from '../../../support/scriptedTransport';
import { property, runs } from '../../../support/fuzz';

const ENTITY = {
  '@odata.type': '#microsoft.graph.virtualAppointment',
  id: '11111111-1111-1111-1111-111111111111',
  settings: { allowClientToJoinUsingBrowser: 'true' },
  appointmentClients: [],
  externalAppointmentId: null,
};

describe('readAppointment', () => {
  const read = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    readAppointment(readReply(answer(200, body, headers)));

  const CASES: readonly (readonly [
    name: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
    result: unknown,
  ])[] = [
    [
      'as documented, inside value',
      { value: ENTITY },
      { etag: 'W/"AAAA"' },
      { appointment: ENTITY, etag: 'W/"AAAA"' },
    ],
    [
      'bare, with annotations',
      { '@odata.context': 'c', '@odata.etag': 'W/"BBBB"', ...ENTITY },
      {},
      { appointment: ENTITY, etag: 'W/"BBBB"' },
    ],
    [
      'inside value, tag beside it',
      { '@odata.context': 'c', value: { ...ENTITY, '@odata.etag': 'W/"BBBB"' } },
      {},
      { appointment: ENTITY, etag: 'W/"BBBB"' },
    ],
    [
      'header before body',
      { ...ENTITY, '@odata.etag': 'W/"BBBB"' },
      { etag: 'W/"AAAA"' },
      { appointment: ENTITY, etag: 'W/"AAAA"' },
    ],
    ['no tag', ENTITY, {}, { appointment: ENTITY, etag: null }],
    ['tag that is no text', { ...ENTITY, '@odata.etag': 1 }, {}, { appointment: ENTITY, etag: null }],
    ['empty object', {}, {}, undefined],
    ['empty object, with a tag', {}, { etag: 'W/"AAAA"' }, { appointment: {}, etag: 'W/"AAAA"' }],
    ['empty object, with a sign of OData', { '@odata.context': 'c' }, {}, { appointment: {}, etag: null }],
    ['object of some other service', { message: 'no' }, {}, undefined],
    ['value that is no object', { value: 7 }, {}, undefined],
    ['list', [ENTITY], {}, undefined],
    ['text', '"x"', {}, undefined],
    ['no body', '', {}, undefined],
    ['HTML', '<html>', {}, undefined],
    [
      'regression: a tag in the body that cannot be a header is none',
      { ...ENTITY, '@odata.etag': 'W/"A"\r\nX-Evil: 1' },
      {},
      { appointment: ENTITY, etag: null },
    ],
  ];
  for (const [name, body, headers, expected] of CASES) {
    it(name, () => {
      assert.deepStrictEqual(read(body, headers), expected);
    });
  }
});

describe('applyPatch', () => {
  const CASES: readonly (readonly [name: string, before: object, body: object, after: object])[] = [
    ['nothing', { a: 1 }, {}, { a: 1 }],
    ['new member', { a: 1 }, { b: null }, { a: 1, b: null }],
    ['complex value, member by member', { s: { a: 1, b: 2 } }, { s: { b: 3 } }, { s: { a: 1, b: 3 } }],
    ['collection, as a whole', { l: [{ a: 1, b: 2 }, 2] }, { l: [{ a: 3 }] }, { l: [{ a: 3 }] }],
    ['null over a complex value', { s: { a: 1 } }, { s: null }, { s: null }],
    ['complex value over null', { s: null }, { s: { a: 1 } }, { s: { a: 1 } }],
  ];
  for (const [name, before, body, after] of CASES) {
    it(name, () => {
      const copy = structuredClone({ before, body });
      const patched = applyPatch({ ...before }, { ...body });
      assert.deepStrictEqual({ patched, before, body }, { patched: after, ...copy });
    });
  }
});

describe('changedPaths', () => {
  const CASES: readonly (readonly [name: string, before: object, after: object, paths: readonly string[]])[] =
    [
      ['equal', { a: 1, s: { b: [1] } }, { s: { b: [1] }, a: 1 }, []],
      ['value', { a: 1 }, { a: 2 }, ['a']],
      ['sorted', { b: 1, a: 1 }, {}, ['a', 'b']],
      ['inside', { s: { a: 1, b: 1 } }, { s: { a: 1, b: 2 } }, ['s.b']],
      ['entry of a list', { l: [{ n: 1 }, { n: 2 }] }, { l: [{ n: 1 }, { n: 3 }] }, ['l[1].n']],
      ['entry more', { l: [1] }, { l: [1, 2] }, ['l[1]']],
      ['entry less', { l: [1, 2] }, { l: [1] }, ['l[1]']],
      ['list and null', { l: [1] }, { l: null }, ['l']],
      ['type', { a: 1 }, { a: '1' }, ['a']],
      ['missing is null', { a: null }, {}, []],
      ['missing is an empty list', { a: [] }, {}, []],
      ['empty list is null', { a: [] }, { a: null }, []],
      ['quoted booleans', { a: 'true', b: false }, { a: true, b: 'false' }, []],
      ['other quoted values', { a: '1' }, { a: 1 }, ['a']],
      ['annotations', { '@odata.type': 'x', 'a@odata.type': 'y' }, { '@odata.etag': 'z' }, []],
      ['id at the top', { id: '1' }, { id: '2' }, []],
      ['id further down', { l: [{ id: '1' }] }, { l: [{ id: '2' }] }, ['l[0].id']],
      ['regression: a complex value without values is a missing one', { s: {} }, { s: null }, []],
    ];
  for (const [name, before, after, paths] of CASES) {
    it(name, () => {
      const from = { ...before };
      const to = { ...after };
      assert.deepStrictEqual(
        { forth: changedPaths(from, to), back: changedPaths(to, from) },
        { forth: paths, back: paths },
      );
    });
  }

  describe('laws', () => {
    const value = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false, 'true', 1, 'x'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'id', '@odata.type'), tie('value'), {
          noNullPrototype: true,
        }),
      ),
    })).value;
    const appointment = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { noNullPrototype: true });

    it('nothing differs from itself', () => {
      fc.assert(
        property(appointment, (one) => {
          assert.deepStrictEqual(changedPaths(one, structuredClone(one)), []);
        }),
      );
    });

    it('differences are the same both ways', () => {
      fc.assert(
        property(appointment, appointment, (one, other) => {
          assert.deepStrictEqual(changedPaths(one, other), changedPaths(other, one));
        }),
        runs(500),
      );
    });

    it('a patch applied twice changes nothing more', () => {
      fc.assert(
        property(appointment, appointment, (one, body) => {
          const once = applyPatch(one, body);
          assert.deepStrictEqual(applyPatch(once, body), once);
        }),
        runs(500),
      );
    });

    it('a patch changes no other top-level member than its own', () => {
      fc.assert(
        property(appointment, appointment, (one, body) => {
          const roots = changedPaths(one, applyPatch(one, body)).map(
            (path) => /^\w+/.exec(path)?.[0] ?? path,
          );
          assert.deepStrictEqual(
            roots.filter((root) => !Object.hasOwn(body, root)),
            [],
          );
        }),
        runs(500),
      );
    });
  });
});
