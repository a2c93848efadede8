import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toCurl } from '../../../../src/core/export/curl';
import { importRequest } from '../../../../src/core/import/index';
import { updateAppointmentRequest } from '../../../../src/core/graph/requests';
import { RULES } from '../../../../src/core/lint/rules';
import { runRules } from '../../../../src/core/lint/runRules';
import { buildBody } from '../../../../src/core/payload/body';
import { readDirectives } from '../../../../src/core/payload/directives';
import { parsePayload } from '../../../../src/core/payload/parse';
import { previewRequest } from '../../../../src/core/report/preview';
import { english } from '../../../../src/core/text';
import { brokenJson, payloadText } from '../../../support/jsonTexts';
import { property, runs } from '../../../support/fuzz';

const USER = '3f2a4c6e-0000-4000-8000-000000000001';
const PATH = '/me/onlineMeetings/MSoxxx/virtualAppointment';
const URL = `https://graph.microsoft.com/beta${PATH}`;

/** The payload that a text becomes: its value, and the notices in words. */
function imported(text: string): { value: unknown; notices: string[] } {
  const result = importRequest(text);
  assert.ok(result.kind === 'payload', `${result.kind}: ${text}`);
  return { value: JSON.parse(result.text), notices: result.notices.map(english) };
}

function refusal(text: string): string {
  const result = importRequest(text);
  assert.ok(result.kind === 'refused', `${result.kind}: ${text}`);
  return english(result.reason);
}

/** The forms of one and the same request. */
const FORMS: Readonly<Record<string, string>> = {
  'the documentation': `\`\`\`http
PATCH ${URL}
Content-Type: application/json
If-Match: W/"ab/+=="
Accept-Language: de
Content-length: 379

{
  "externalAppointmentId": "it's",
  "settings": { "allowClientToJoinUsingBrowser": true }
}
\`\`\``,
  'a .http file': `# Update
@meeting = MSoxxx
@tag=W/"ab/+=="
@flag = true
@it = it

// comment
PATCH {{host}}/beta/me/onlineMeetings/{{meeting}}/virtualAppointment HTTP/1.1
If-Match: {{tag}}
Accept-Language: de
Content-Type: application/json

{
  "externalAppointmentId": "{{ it }}'s",
  "settings": { "allowClientToJoinUsingBrowser": {{flag}} }
}

###
`,
  'bash, as people write it': `TAG=x
curl -sS -X PATCH "${URL}" \\
  -H 'If-Match: W/"ab/+=="' \\
  -H "Accept-Language: de" \\
  -H 'Content-Type: application/json' \\
  -d '{
    "externalAppointmentId": "it'\\''s",
    "settings": { "allowClientToJoinUsingBrowser": true }
  }'`,
  'bash, as a browser writes it': `curl '${URL}' \\
  -X 'PATCH' \\
  -H 'if-match: W/"ab/+=="' \\
  -H 'accept-language: de' \\
  --data-raw $'{"externalAppointmentId":"it\\'s","settings":{"allowClientToJoinUsingBrowser":true}}' \\
  --compressed`,
  'the Windows command prompt': `curl.exe --request PATCH ^
  --header "If-Match: W/\\"ab/+==\\"" ^
  --header "Accept-Language: de" ^
  --json "{\\"externalAppointmentId\\":\\"it's\\",\\"settings\\":{\\"allowClientToJoinUsingBrowser\\":true}}" ^
  ${URL}`,
  'PowerShell with a table': `Import-Module Microsoft.Graph.Authentication
$tag = 'W/"ab/+=="'
$params = @{
	externalAppointmentId = "it's" # the id
	"settings" = @{ allowClientToJoinUsingBrowser = $true }
}
Invoke-MgGraphRequest -Method PATCH -Uri "${URL}" \`
  -Headers @{ 'If-Match' = $tag; "Accept-Language" = "de" } -Body ($params | ConvertTo-Json -Depth 5)`,
  'PowerShell with a here-string': `$meeting = "MSoxxx"
$body = @'
{
  "externalAppointmentId": "it's",
  "settings": { "allowClientToJoinUsingBrowser": true }
}
'@
$answer = Invoke-MgGraphRequest PATCH "/beta/me/onlineMeetings/$meeting/virtualAppointment" $body -Headers @{"If-Match"="W/\`"ab/+==\`"";"Accept-Language"="de"}`,
  'a script of a shell': `#!/bin/bash
# Sets what the command uses.
export TOKEN="$(az account get-access-token --query accessToken)"
MEETING=MSoxxx TAG='W/"ab/+=="' # of yesterday
id="it's"; language=de
BODY='{
  "externalAppointmentId": "'$id'",
  "settings": { "allowClientToJoinUsingBrowser": true }
}'
curl -X PATCH "https://graph.microsoft.com/beta/me/onlineMeetings/$MEETING/virtualAppointment" \\
  -H "If-Match: $TAG" -H "Accept-Language: \${language}" -d "$BODY"`,
  'a command with a here-document': `TAG='W/"ab/+=="'
curl -X PATCH ${URL} -H "If-Match: $TAG" -H 'Accept-Language: de' --data-binary @- <<EOF
{
  "externalAppointmentId": "it's",
  "settings": { "allowClientToJoinUsingBrowser": true }
}
EOF
`,
  'a command with a here-string': `BODY='{ "externalAppointmentId": "it'"'"'s", "settings": { "allowClientToJoinUsingBrowser": true } }'
curl -X PATCH ${URL} -H 'If-Match: W/"ab/+=="' -H 'Accept-Language: de' -d @- <<< "$BODY"`,
  'PowerShell with splatting': `$request = @{
  Method = 'PATCH'
  Uri = '${URL}'
  Headers = [ordered]@{ 'If-Match' = 'W/"ab/+=="'; 'Accept-Language' = 'de' }
  Body = @"
{ "externalAppointmentId": "it's", "settings": { "allowClientToJoinUsingBrowser": true } }
"@
}
Invoke-MgGraphRequest @request`,
  'a page without braces': `The following is an example of a request.

PATCH /users/{userId}/onlineMeetings/{onlineMeetingId}/virtualAppointment
PATCH ${URL} 
Content-Type: application/json
If-Match: W/"ab/+=="
Accept-Language: de

    "externalAppointmentId": "it's",
    "settings": {
        "allowClientToJoinUsingBrowser": true`,
  'a page that has kept some of the closing lines': `PATCH ${URL}
If-Match: W/"ab/+=="
Accept-Language: de

    "settings": {
        "allowClientToJoinUsingBrowser": true
    },
    "externalAppointmentId": "it's"`,
};

describe('importRequest', () => {
  for (const [form, text] of Object.entries(FORMS)) {
    it(`reads ${form}`, () => {
      const host = text.includes('{{host}}')
        ? ['The host was left out, and is not one of Microsoft Graph. A payload file cannot choose a host.']
        : [];
      for (const eol of ['\n', '\r\n']) {
        assert.deepEqual(imported(text.replaceAll('\n', eol)), {
          value: {
            $meeting: 'MSoxxx',
            $ifMatch: 'W/"ab/+=="',
            $acceptLanguage: 'de',
            externalAppointmentId: "it's",
            settings: { allowClientToJoinUsingBrowser: true },
          },
          notices: host,
        });
      }
    });
  }

  it('leaves JSON alone, and what is no request', () => {
    for (const text of ['{}', ' \ufeff{ "a": 1', '{"settings": {}}']) {
      assert.equal(importRequest(text).kind, 'json', text);
    }
    for (const text of [
      '',
      ' ',
      '[1]',
      'curl',
      'curly -X PATCH',
      'PATCH',
      'GET up, stand/up',
      'words',
      'HTTP/1.1 204 No Content',
      'I ran Invoke-MgGraphRequest',
    ]) {
      assert.equal(importRequest(text).kind, 'unknown', text);
    }
  });

  it('takes the body as it was written, comments and all', () => {
    const body = '{\n    // why\n    "a": 1.50, /* b */\n    "c": [ ],\n  }';
    const result = importRequest(`PATCH ${PATH}\n\n${body}\n`);
    assert.ok(result.kind === 'payload');
    assert.equal(result.text, body.replace('{', '{\n    "$meeting": "MSoxxx",') + '\n');
  });

  it('keeps a body that is no JSON object, and says so', () => {
    for (const body of ['{ "a": }', '{ "a": 1 } }', '[1]', 'a=b', '{ "a": {']) {
      const result = importRequest(`PATCH ${PATH}\n\n${body}\n`);
      assert.ok(result.kind === 'payload', body);
      assert.match(result.notices.map(english).join(), /stands as it was written/);
      const kept = body.replace(/^\{ ?/, '').replace(/ ?\}$/, '');
      assert.ok(result.text.includes('MSoxxx') && result.text.includes(kept), result.text);
    }
  });

  describe('of the path', () => {
    for (const [path, directives, notice] of [
      [`/users/${USER}/onlineMeetings/MSo%3D/virtualAppointment`, { $meeting: 'MSo=', $user: USER }],
      [`/v1.0${PATH}`, { $meeting: 'MSoxxx' }, /only ever in beta/],
      [`https://graph.microsoft.us/beta${PATH}/`, { $meeting: 'MSoxxx' }],
      [`http://127.0.0.1:3000/beta${PATH}`, { $meeting: 'MSoxxx' }],
      [`http://graph.microsoft.com/beta${PATH}`, { $meeting: 'MSoxxx' }, /host was left out/],
      [`https://graph.microsoft.com@evil.example/beta${PATH}`, { $meeting: 'MSoxxx' }, /host was left out/],
      ['/me/onlineMeeting/MSoxxx/virtualAppointment', { $meeting: 'MSoxxx' }],
      [`/users('${USER}')/onlineMeetings('MSoxxx')/virtualAppointment`, { $meeting: 'MSoxxx', $user: USER }],
      ['/me/onlineMeetings/MSoxxx', { $meeting: 'MSoxxx' }, /not that of a virtual appointment/],
      [
        '/me/onlineMeetings/MSoxxx/getVirtualAppointmentJoinWebUrl',
        { $meeting: 'MSoxxx' },
        /not that of a virtual/,
      ],
      ['/me/events/1', {}, /names no online meeting/],
      ['/users/{userId}/onlineMeetings/{onlineMeetingId}/virtualAppointment', {}, /placeholder for the user/],
      ['/me/onlineMeetings/a%2Fb/virtualAppointment', {}, /cannot be an id/],
      ['/me/onlineMeetings/%E0%A4%A/virtualAppointment', { $meeting: '%E0%A4%A' }],
      [`${PATH}?$select=id`, { $meeting: 'MSoxxx' }, /query/],
    ] as const) {
      it(`${path} ${JSON.stringify(directives)} is left`, () => {
        const { value, notices } = imported(`PATCH ${path}\n\n{}`);
        assert.deepEqual(value, directives);
        assert.match(notices.join(' '), notice ?? /^$/);
      });
    }
  });

  describe('of the headers', () => {
    for (const [header, directives, notice] of [
      ['Authorization: Bearer hush', {}, /^"Authorization" was left out/],
      ['Authorization:Bearer hush\nContent-Type:application/json', {}, /^"Authorization" was left out[^"]*$/],
      ['# Authorization\n// of today\nAuthorization:Bearer hush', {}, /^"Authorization" was left out[^"]*$/],
      ['If-Match:W/"x"\nAccept-Language:de', { $ifMatch: 'W/"x"', $acceptLanguage: 'de' }, /^$/],
      [
        'Prefer: return=minimal\nETag: W/"x"\nprefer: y',
        {},
        /^These headers were left out: Prefer, ETag, prefer\.$/,
      ],
      ['Host: graph.microsoft.com\nContent-Length: 3', {}, /^$/],
      ['If-Match: *', { $ifMatch: '*' }, /^$/],
      // As a directive it would make the send unconditional.
      ['If-Match: none', {}, /"\$ifMatch" was left out/],
      ['If-Match: <tag of the last read>', {}, /"\$ifMatch" was left out/],
      ['Accept-Language: {{language}}', {}, /"\$acceptLanguage" was left out/],
    ] as const) {
      it(`${JSON.stringify(header)} leaves ${JSON.stringify(directives)}`, () => {
        const { value, notices } = imported(`PATCH ${PATH}\n${header}\n\n{}`);
        assert.deepEqual(value, { $meeting: 'MSoxxx', ...directives });
        assert.match(notices.join(' '), notice);
        assert.ok(!notices.join().includes('hush'));
      });
    }
  });

  describe('without an empty line before the body', () => {
    for (const body of ['"a":1', '  "a":1,\n  "b":"c:d"', '// why:\n{"a":1}', '# a:b', 'https://x/y']) {
      it(`${JSON.stringify(body)} is no header`, () => {
        const result = importRequest(`PATCH ${PATH}\nIf-Match:*\n${body}`);
        assert.ok(result.kind === 'payload');
        for (const line of body.split('\n')) assert.ok(result.text.includes(line.replace(/[{}]/g, '')));
        assert.ok(!result.notices.map(english).join().includes('headers'));
      });
    }
  });

  it('never takes credentials over, whatever they stand in', () => {
    for (const text of [
      `PATCH ${PATH}\nContent-Type: a\n\nAuthorization:Bearer hush\n\n{"a":1}`,
      `PATCH ${PATH}\nsee below\n  proxy-authorization: Basic hush\nCookie:hush\n{"a":1}`,
      `PATCH ${PATH}\nAuthorization:\n  Bearer hush\n{"a":1}`,
      `curl -X PATCH ${URL} -H 'Authorization:Bearer hush' -d '{"a":1}'`,
      `curl -X PATCH ${URL} -HAuthorization:hush --oauth2-bearer hush -d '{"a":1}'`,
      `curl -X PATCH ^\n${URL} -H "Authorization:Bearer hush" -d "{\\"a\\":1}"`,
      `curl -X PATCH ${URL} -d 'Authorization: Bearer hush\n{"a":1}'`,
      `Invoke-RestMethod ${URL} -Method PATCH -Headers @{Authorization="Bearer hush"} -Body '{"a":1}'`,
    ]) {
      const result = importRequest(text);
      assert.ok(result.kind === 'payload', text);
      const said = result.notices.map(english).join(' ');
      assert.match(said, /"Authorization" was left out/, text);
      assert.ok(result.text.includes('"a":1') && !`${result.text}${said}`.includes('hush'), result.text);
    }
  });

  it('warns of a secret only where there was one', () => {
    const warns = (value: string): boolean =>
      imported(`PATCH ${PATH}\nAuthorization: ${value}\n\n{}`).notices.join().includes('as a secret');
    for (const value of [
      'Bearer {{token}}',
      'Bearer $TOKEN',
      'Bearer <token>',
      'Bearer %TOKEN%',
      'Bearer …',
      '',
    ]) {
      assert.equal(warns(value), false, value);
    }
    for (const value of ['Bearer hush', 'hush', 'Basic aHVzaA==']) assert.equal(warns(value), true, value);
  });

  describe('of other requests', () => {
    it('says when it was no PATCH', () => {
      assert.match(imported(`PUT ${PATH}\n\n{}`).notices.join(), /was a PUT/);
      assert.match(imported(`GET ${PATH}`).notices.join(), /no PATCH.*no body/);
      assert.match(imported(`curl ${URL} -d '{}'`).notices.join(), /no PATCH/);
    });

    it('takes the PATCH among several, wherever its address stands', () => {
      const variables = `@host = https://graph.microsoft.com\n@base = {{host}}/beta\n@id = MSoxxx\n@url = {{base}}/me/onlineMeetings/{{id}}/virtualAppointment\n\n`;
      const patch = 'PATCH {{url}}\nContent-Type: application/json\n\n{"a":1}';
      const expected = { $meeting: 'MSoxxx', a: 1 };
      assert.deepEqual(imported(`${variables}${patch}`), { value: expected, notices: [] });
      for (const get of ['GET {{url}}', 'GET {{url}}\nAuthorization: Bearer {{token}}']) {
        const { value, notices } = imported(`${variables}${get}\n\n###\n${patch}`);
        assert.deepEqual(value, expected);
        assert.doesNotMatch(notices.join(), /no PATCH|host|placeholder/);
      }
      // In a circle, nothing has a value.
      assert.match(
        imported(`@a = {{b}}\n@b = {{a}}\nPATCH ${PATH}\n\n{"a":"{{a}}"}`).notices.join(),
        /nothing sets/,
      );
    });

    it('says when there are several, or something else behind', () => {
      const two = `PATCH ${PATH}\nA: b\n\n{}\n###\nPATCH ${PATH}\nA: b\n\n{"a":1}`;
      assert.match(imported(two).notices.join(), /several requests/);
      assert.match(imported(`PATCH ${PATH}\n\n{}\nThe response.`).notices.join(), /after the body/);
      assert.match(imported(`curl -X PATCH ${URL} -d '{}' | jq .`).notices.join(), /after the cURL command/);
      assert.deepEqual(imported(`PATCH ${PATH}\n\n{}\n\nHTTP/1.1 204 No Content`).notices, []);
    });

    it('knows what a script for the Windows command prompt sets', () => {
      const command = `curl -X PATCH %URL% ^\n -d "{\\"a\\": \\"%ext%\\"}"`;
      const expected = { value: { $meeting: 'MSoxxx', a: 'b c' }, notices: [] };
      for (const ext of ['set EXT=b c', '@SET "EXT=b c"']) {
        const script = `@echo off\nrem what to send\nset HOST=https://graph.microsoft.com\nset URL=%HOST%${PATH}\n${ext}\n${command}`;
        assert.deepEqual(imported(script), expected);
      }
    });

    it('reads a body that a shell sets to a here-document', () => {
      const script = (open: string, close = ')'): string =>
        `A=1\n${open}\n{ "a": "$A" }\nEOF\n${close}\ncurl -X PATCH "${URL}" -d "$BODY"`;
      const after = (open: string, close?: string): unknown => imported(script(open, close)).value;
      assert.deepEqual(after("BODY=$(cat <<'EOF'"), { $meeting: 'MSoxxx', a: '$A' });
      assert.deepEqual(after('export BODY="$(cat <<EOF', ')"'), { $meeting: 'MSoxxx', a: '1' });
      const piped = importRequest(script('BODY=$(cat <<EOF | jq .'));
      assert.ok(piped.kind === 'payload' && piped.text.includes('$BODY'));
      assert.match(
        piped.notices.map(english).join(),
        /variables of the shell.*before the cURL command was left out/,
      );
    });

    it('finds the command about a meeting in a script, and fills in nothing there', () => {
      const script = `A=1\nif true; then A=2; fi\ncurl https://example.com\n  curl -X PATCH "${URL}" -d "{\\"a\\": \\"$A\\"}"`;
      const { value, notices } = imported(script);
      assert.deepEqual(value, { $meeting: 'MSoxxx', a: '$A' });
      assert.match(notices.join(), /variables of the shell.*before the cURL command/);
      assert.equal(importRequest('see below\ncurl up with a book').kind, 'unknown');
    });

    it('says when the body is somewhere else, or not complete', () => {
      assert.match(imported(`curl -X PATCH ${URL} -d @body.json`).notices.join(), /in a file/);
      assert.match(
        imported(`curl -X PATCH ${URL} -d "{\\"a\\": \\"$A\\"}"`).notices.join(),
        /variables of the shell/,
      );
      for (const line of ['A=$(date)', 'A=`date`', 'A=1 command', 'export A=1 | B', 'A=("1")']) {
        const script = `A=0\n${line}\ncurl -X PATCH ${URL} -d "{\\"a\\": \\"$A\\"}"`;
        const { value, notices } = imported(script);
        // A variable that is set for one command alone keeps its value.
        const kept = line.endsWith('command');
        assert.deepEqual(value, { $meeting: 'MSoxxx', a: kept ? '0' : '$A' }, line);
        assert.equal(/variables of the shell/.test(notices.join()), !kept, line);
      }
      const cmd = `curl -X PATCH ${URL} ^\n -d "{\\"a\\": \\"%EXT%\\"}"`;
      assert.match(imported(cmd).notices.join(), /variables of the shell/);
      assert.match(imported(cmd.replace('^\n', '')).notices.join(), /variables of the shell/);
      const file = `@a = 1\nPATCH ${PATH}\n\n{"a":"{{a}}","b":"{{b}} {{$guid}}"}`;
      assert.deepEqual(imported(file), {
        value: { $meeting: 'MSoxxx', a: '1', b: '{{b}} {{$guid}}' },
        notices: ['The body has variables that nothing sets here. Put their values in their places.'],
      });
      assert.match(
        imported(`Invoke-MgGraphRequest PATCH ${PATH} -Body $params`).notices.join(),
        /not copied along/,
      );
      assert.match(
        imported(`Invoke-MgGraphRequest PATCH ${PATH} -Body @{ a = $x.Name }`).notices.join(),
        /expressions of the script/,
      );
    });

    it('refuses a batch, a command that is cut, and one without an address', () => {
      const batch = '{ "requests": [ { "id": "1", "method": "PATCH", "url": "/me" } ] }';
      for (const text of [
        batch,
        `POST /me\n\n${batch}`,
        'POST https://graph.microsoft.com/beta/$batch\n\n{}',
      ]) {
        assert.match(refusal(text), /JSON batch/);
      }
      assert.match(refusal(`curl -X PATCH ${URL} -d '{`), /inside a quote/);
      assert.match(refusal('curl -X PATCH'), /no address/);
      assert.match(
        refusal('Invoke-MgGraphRequest -Method PATCH -Uri $uri.Value[0]'.replace('$uri.Value[0]', '')),
        /no -Uri/,
      );
      assert.match(refusal(' '.repeat(4 * 1024 * 1024 + 1)), /4 MB/);
    });

    it('keeps directives that the body has', () => {
      const { value, notices } = imported(`PATCH ${PATH}\n\n{"$meeting": "mine"}`);
      assert.deepEqual(value, { $meeting: 'mine' });
      assert.match(notices.join(), /directives of its own/);
    });
  });

  it('reads back what this product previews and copies', () => {
    fc.assert(
      property(payloadText(), fc.constantFrom('W/"a\'b"', null), fc.boolean(), (text, tag, asCurl) => {
        const body = buildBody(parsePayload(text));
        const target = { cloud: 'global', user: USER, meetingId: 'MSo=*' } as const;
        const request = updateAppointmentRequest(target, body, tag, { acceptLanguage: 'de' });
        const root = 'https://graph.microsoft.com';
        const result = importRequest(asCurl ? toCurl(root, request) : previewRequest(root, request));
        assert.ok(result.kind === 'payload');
        const document = parsePayload(result.text);
        assert.deepEqual(readDirectives(document), {
          meeting: 'MSo=*',
          user: USER,
          acceptLanguage: 'de',
          ...(tag !== null && { ifMatch: tag }),
        });
        // A raw line end inside of JSON is white space: a document has one kind of them.
        assert.deepEqual(JSON.parse(buildBody(document)), JSON.parse(body));
        assert.deepEqual(
          runRules(document, RULES).filter(({ severity }) => severity === 'error'),
          [],
        );
      }),
    );
  });

  it('takes any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      brokenJson(),
      fc.constantFrom(...Object.values(FORMS).flatMap((text) => text.split(/(?<=[\s"'{}@$()])/))),
    );
    fc.assert(
      property(
        fc.constantFrom(
          '',
          'curl ',
          `PATCH ${PATH}\n\n`,
          'Invoke-MgGraphRequest -Uri /x -Body ',
          '"a": ',
          'curl ^\n',
        ),
        fc.array(piece, { maxLength: 12 }),
        (start, pieces) => {
          const result = importRequest(start + pieces.join(''));
          assert.ok(['payload', 'json', 'refused', 'unknown'].includes(result.kind));
        },
      ),
      runs(500),
    );
  });

  it('takes megabytes of what could make it slow or deep', function () {
    this.timeout(60_000);
    const variables = Array.from(
      { length: 60 },
      (_, index) => `$a${index + 1} = "$a${index}$a${index}"\n`,
    ).join('');
    const lists = Array.from(
      { length: 60 },
      (_, index) => `$a${index + 1} = @($a${index}, $a${index})\n`,
    ).join('');
    const send = `Invoke-MgGraphRequest PATCH ${PATH} -Body @{ a = $a60 }`;
    for (const text of [
      ...['(', '@(', '@{a=', '[', '"a": {\n', '{{a}}', '\\"', "$'", ' ', '\n'].map((part) =>
        part.repeat(400_000 / part.length),
      ),
    ].flatMap((long) => [
      long,
      `curl -d "${long}`,
      `PATCH ${PATH}\n\n${long}`,
      `Invoke-MgGraphRequest ${long}`,
    ])) {
      assert.equal(importRequest(text).kind === 'json', text.startsWith('{'), text.slice(0, 60));
    }
    assert.equal(importRequest(`$a0 = "xx"\n${variables}${send}`).kind, 'payload');
    assert.match(refusal(`$a0 = "xx"\n${lists}${send}`), /too large or too deep/);
    const doubled = Array.from({ length: 60 }, () => `A="$A$A"\n`).join('');
    assert.equal(importRequest(`A=xx\n${doubled}curl ${URL} -d "$A"`).kind, 'payload');
    const set = Array.from({ length: 60 }, () => 'set A=%A%%A%\n').join('');
    assert.equal(importRequest(`set A=xx\n${set}curl ${URL} -d "%A%"`).kind, 'payload');
    for (const line of ['A=$(cat <<X\n', "curl '\n", 'curl ^\n', `curl ${URL} -d "\n`]) {
      assert.notEqual(importRequest(`if x\n${line.repeat(400_000 / line.length)}`).kind, 'json', line);
      assert.notEqual(importRequest(line.repeat(400_000 / line.length)).kind, 'json', line);
    }
    assert.match(
      refusal(`@a = ${'x'.repeat(1000)}\nPATCH ${PATH}\n\n${'{{a}}'.repeat(80_000)}`),
      /too large or too deep/,
    );
  });
});
