// Whatever stands in directives, options and settings: a request goes where it shall, or there is none.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CLOUD_NAMES, CLOUDS } from '../../../src/core/graph/clouds';
import { parseIfMatchOption } from '../../../src/core/graph/ifMatch';
import { findMeetingRequest } from '../../../src/core/graph/meetingLookup';
import { meetingText } from '../../../src/core/graph/meetingText';
import {
  createAppointmentRequest,
  type GraphRequest,
  joinLinkRequest,
  readAppointmentRequest,
  updateAppointmentRequest,
} from '../../../src/core/graph/requests';
import { buildBody } from '../../../src/core/payload/body';
import { readDirectives } from '../../../src/core/payload/directives';
import { parsePayload } from '../../../src/core/payload/parse';
import { planRequest } from '../../../src/core/send/plan';
import { property, runs } from '../../support/fuzz';

const ID = 'MSozZjJhNGM2ZS0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDEqMCoqMTk6bWVldGluZ19zYW1wbGVAdGhyZWFkLnYy';
const GUID = '3f2a4c6e-0000-4000-8000-00000000000A';

/** Values that are right, and values that would mean something in a URL or a header. */
const value = fc.oneof(
  fc.constantFrom(ID, GUID, 'me', 'W/"a"', '*', 'none', 'en-GB, de;q=0.8', '123456789'),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\0',
        '/',
        '\\',
        '..',
        '.',
        '?',
        '#',
        '@',
        ':',
        '%2e',
        '%0d%0a',
        '//',
        'evil.example',
        'https://',
        'X: y',
        '"',
        'W/',
        'a',
        ' ',
        '\u2028',
        '\ud800',
        'é',
        ',',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((pieces) => pieces.join('')),
);
const maybe = fc.option(value, { nil: undefined });

function originOf(cloud: (typeof CLOUD_NAMES)[number]): string {
  return cloud === 'emulator' ? 'http://127.0.0.1:1234' : CLOUDS[cloud].graphRoot;
}

/** The request as it goes out is the one that was meant: its origin, its segments, its headers and no others. */
function assertContained({ path, headers }: GraphRequest, origin: string): string[] {
  const url = new URL(origin + path);
  assert.equal(url.origin, origin);
  assert.equal(url.username + url.password + url.hash, '');
  const sent = new Headers(headers);
  assert.deepEqual(
    Object.fromEntries(sent),
    Object.fromEntries(
      Object.entries(headers).map(([name, content]) => [name.toLowerCase(), content.trim()]),
    ),
  );
  for (const content of sent.values()) assert.match(content, /^[\x20-\x7e]*$/);
  for (const name of sent.keys()) {
    assert.ok(
      ['accept', 'accept-language', 'content-type', 'if-match', 'if-none-match'].includes(name),
      name,
    );
  }
  return url.pathname.slice(1).split('/').map(decodeURIComponent);
}

describe('for any directives, options and settings', () => {
  it('a request has the origin, the path and the headers that are meant, or there is no request', () => {
    const directives = fc.record(
      { meeting: value, user: value, ifMatch: value, acceptLanguage: value },
      { requiredKeys: [] },
    );
    const options = fc.record({ meeting: maybe, user: maybe, acceptLanguage: maybe });
    const settings = fc.record({
      cloud: fc.constantFrom(...CLOUD_NAMES),
      user: fc.oneof(fc.constant('me'), value),
      ifMatch: fc.constantFrom('auto' as const, 'require' as const, 'none' as const),
      acceptLanguage: fc.oneof(fc.constant(''), value),
    });
    fc.assert(
      property(directives, options, settings, (inFile, given, set) => {
        const result = planRequest(inFile, given, set);
        if (result.kind !== 'plan') return;
        const { target, ifMatch, options: wanted } = result.plan;
        const origin = originOf(set.cloud);
        const tag = ifMatch.kind === 'tag' ? ifMatch.tag : ifMatch.kind === 'any' ? '*' : null;
        const user = target.user === 'me' ? ['me'] : ['users', target.user];
        const meeting = [...user, 'onlineMeetings', target.meetingId];
        for (const request of [
          readAppointmentRequest(target, wanted),
          updateAppointmentRequest(target, '{}', tag, wanted),
          createAppointmentRequest(target, '{}', wanted),
        ]) {
          assert.deepEqual(assertContained(request, origin), ['beta', ...meeting, 'virtualAppointment']);
        }
        assert.deepEqual(assertContained(joinLinkRequest(target, wanted), origin), [
          'v1.0',
          ...meeting,
          'getVirtualAppointmentJoinWebUrl',
        ]);
      }),
      runs(2000),
    );
  });

  it('looking a meeting up asks for it and nothing else', () => {
    const by = fc.constantFrom('joinWebUrl' as const, 'joinMeetingId' as const);
    fc.assert(
      property(by, value, (kind, looked) => {
        fc.pre(looked.isWellFormed());
        const request = findMeetingRequest('me', { by: kind, value: looked });
        assert.deepEqual(assertContained(request, 'https://graph.microsoft.com'), [
          'v1.0',
          'me',
          'onlineMeetings',
        ]);
        const { searchParams } = new URL(`https://graph.microsoft.com${request.path}`);
        assert.deepEqual([...searchParams.keys()], ['$filter']);
        const [, literal = ''] = / eq '(.*)'$/s.exec(searchParams.get('$filter') ?? '') ?? [];
        assert.equal(literal.replaceAll("''", "'"), looked);
        assert.doesNotMatch(literal.replaceAll("''", ''), /'/);
      }),
      runs(500),
    );
  });

  it('what is read as a tag is one, and a header can carry it', () => {
    fc.assert(
      property(value, (text) => {
        const parsed = parseIfMatchOption(text);
        if (parsed.kind === 'tag')
          assert.match(new Headers({ 'If-Match': parsed.tag }).get('if-match') ?? '', /^(W\/)?"[^"]*"$/);
        if (parsed.kind === 'malformed' && parsed.suggestion !== undefined) {
          assert.notEqual(parseIfMatchOption(parsed.suggestion).kind, 'malformed');
        }
      }),
      runs(1000),
    );
  });

  it('what stands for a meeting is recognised or not', () => {
    fc.assert(
      property(value, (text) => {
        assert.equal(typeof meetingText(text).kind, 'string');
      }),
      runs(500),
    );
  });

  it('directives of a file never get into its body', () => {
    const members = fc.dictionary(
      fc.oneof(fc.constantFrom('$meeting', '$user', '$x', 'a', '__proto__'), value),
      value,
    );
    fc.assert(
      property(members, (content) => {
        const document = parsePayload(JSON.stringify(content));
        readDirectives(document);
        const names = Object.keys(JSON.parse(buildBody(document)) as object);
        assert.deepEqual(
          names.sort(),
          Object.keys(content)
            .filter((name) => !name.startsWith('$'))
            .sort(),
        );
      }),
      runs(500),
    );
  });
});
