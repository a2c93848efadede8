import assert from 'node:assert/strict';
import { importRequest } from '../../../../../src/core/import/index';
import { english } from '../../../../../src/core/text';

const URI = '/beta/me/onlineMeetings/MSoxxx/virtualAppointment';
const OPEN = ['The body has variables or expressions of the script. Put their values in their places.'];
const CHANGED = ['The script changes the request in lines that were left out. Make these changes here.'];
const CUT = 'A part of the script is cut off, or cannot be read. Copy the whole script.';

/** What a script becomes: the members of its payload, and the notices in words; or why it is refused. */
function imported(script: string): unknown {
  const result = importRequest(script);
  if (result.kind === 'refused') return english(result.reason);
  assert.ok(result.kind === 'payload', `${result.kind}: ${script}`);
  const { $meeting, ...members } = JSON.parse(result.text) as Record<string, unknown>;
  assert.equal($meeting, 'MSoxxx', script);
  return [members, result.notices.map(english)];
}

const send = (body: string): string => `Invoke-MgGraphRequest -Method PATCH -Uri "${URI}" -Body ${body}`;

describe('expressions of a script', () => {
  describe('as the value of a member stand as they are written, and what follows is read', () => {
    for (const value of [
      '"https://x/{0}" -f 5',
      '"https://x/{0}" -f\n  5',
      '"a" + "b"',
      '"a" + # why; }\n  "b"',
      '"a" `\n + "b"',
      '(New-Guid).Guid',
      '"it".ToUpper()',
      '"a;b"[0]',
      '(Get-Date "2030-01-01").AddDays(1).ToString("o;}")',
      '[guid]::NewGuid().Guid',
      '[string]5',
      '[datetime]"2030-01-01"',
      'Get-Date -Format o',
      'if ($x) { "a"; "b" } else { @{ c = 1 } }',
      '$x.Get("a b", "}")',
      '$x["a b"]',
      '$x+"a b"',
      '$(1; 2)',
      '!$x',
      '-not $x',
      '5 * 3',
      '5kb',
      '$x ? "a" : "b"',
      '@{ a = 1 } + @{ b = 2 }',
      '"a", "b" -join ";"',
      '$x | Select-Object -First 1 | ConvertTo-Json',
      "@'\n; } \"\n'@ + 'x'",
      '($x; "y")',
      '{ $_ }',
      'abc',
    ]) {
      for (const [open, separator, close] of [
        ['@{ ', '; ', ' }'],
        ['@{\n', '\n', '\n}'],
      ] as const) {
        it(JSON.stringify(open + value + separator), () => {
          const table = `${open}first = ${value}${separator}clients = @(@{ name = "B" })${close}`;
          const members = { first: value, clients: [{ name: 'B' }] };
          assert.deepEqual(imported(send(table)), [members, OPEN]);
          assert.deepEqual(imported(`$b = ${table}\n${send('($b | ConvertTo-Json -Depth 5)')}`), [
            members,
            OPEN,
          ]);
          assert.deepEqual(
            imported(`$r = @{ Uri = "${URI}"; Method = "PATCH"; Body = ${table} | ConvertTo-Json }
            Invoke-RestMethod @r`),
            [members, OPEN],
          );
        });
      }
    }
  });

  for (const [body, members, notices] of [
    ['@{ a = @("x" + "y", $z; "w"\n1) }', { a: ['"x" + "y", $z', 'w', 1] }, OPEN],
    ['@{ a = "x $(Get-Date -Format "o") y"; b = 1 }', { a: 'x $(Get-Date -Format "o") y', b: 1 }, OPEN],
    [
      '@{ a = [string]"x"; b = [int]5; c = [ordered]@{}; d = [bool]$true }',
      { a: 'x', b: 5, c: {}, d: true },
      [],
    ],
    ['$(@{ a = 1 } | ConvertTo-Json) -Verbose:$false', { a: 1 }, []],
    ['@{ a = 1 } + @{ b = 2 }', { a: 1 }, ['What belongs to no parameter of the command was left out.']],
    ['@{ a = "x"; b = (($true)) } -SkipHttpErrorCheck -Verbose', { a: 'x', b: true }, []],
  ] as const) {
    it(`${body} is read as far as it is known`, () => {
      assert.deepEqual(imported(send(body)), [members, notices]);
    });
  }

  it('stand in place of a body that is one', () => {
    const result = importRequest(send('$x.Body("a b").Trim()'));
    assert.ok(result.kind === 'payload' && result.text.endsWith('$x.Body("a b").Trim()\n'));
    assert.deepEqual(result.notices.map(english), [
      ...OPEN,
      'The body is not a JSON object. It stands as it was written: put it right.',
    ]);
  });

  it('are what only the script knows also where variables stand', () => {
    for (const [script, members, notices] of [
      ['$x = "a" + $y\n', { a: '"a" + $y', t: '-$x-' }, OPEN],
      ['$x = "a"\n$x += "b"\n', { a: '$x', t: '-$x-' }, OPEN],
      ['$x = $true\n', { a: true, t: '-$x-' }, OPEN],
      ['$x = 5\n', { a: 5, t: '-5-' }, []],
    ] as const) {
      assert.deepEqual(imported(`${script}${send('@{ a = $x; t = "-$x-" }')}`), [members, notices]);
    }
  });

  describe('that cannot be read on refuse the request', () => {
    for (const body of [
      '@{ a = 1; $key = 2 }',
      '@{ a = 1; ("b" + "c") = 2; d = 3 }',
      '@{ a = ; }',
      '@{ a = 1',
      '@{ a = @{ b = 1 }',
      '@{ a = @(1, 2 }',
      '(@{ a = 1 } | ConvertTo-Json',
      '@{ a = "x }',
      '@{ a = 1\n+ 2 }',
    ]) {
      it(JSON.stringify(body), () => {
        assert.equal(imported(send(body)), CUT);
        assert.equal(imported(`$b = ${body}\n${send('$b')}`), CUT);
      });
    }

    it('only where the request holds them', () => {
      assert.deepEqual(imported(`$other = @{ $key = 1 }\n${send('@{ a = 1 }')}`), [{ a: 1 }, []]);
    });
  });
});

describe('changes of a variable that a request holds', () => {
  for (const change of [
    '$b.externalAppointmentId = "y"',
    '$b["externalAppointmentId"] = "y"',
    "$b.'a b'.c += 1",
    '$b.Add("x", 1)',
    '[void]$b.clients.Add(@{})',
    '$null = $b.Remove("a")',
    '$b += @{ c = 1 }',
    '$inner.x = 1',
    '$other = $b; $other.x = 1',
    'if ($x) { $b.y = 1 }',
    '$b | Add-Member -NotePropertyName x -NotePropertyValue 1',
  ]) {
    it(`are told: ${change}`, () => {
      const script = `$inner = @{ c = 1 }\n$b = @{ a = $inner }\n${change}\n`;
      const members = { a: { c: 1 } };
      assert.deepEqual(imported(script + send('($b | ConvertTo-Json)')), [members, CHANGED]);
      assert.deepEqual(
        imported(`${script}$r = @{ Method = "PATCH"; Uri = "${URI}"; Body = $b }\nInvoke-RestMethod @r`),
        [members, CHANGED],
      );
      assert.deepEqual(imported(`${send('@{ a = 1 }')}\n${change}`), [{ a: 1 }, []]);
    });
  }

  it('are told of a list and of the request', () => {
    assert.deepEqual(imported(`$c = @()\n$c += @{ name = "A" }\n${send('@{ clients = @($c) }')}`), [
      { clients: [] },
      CHANGED,
    ]);
    assert.deepEqual(
      imported(`$r = @{ Method = "PATCH"; Uri = "${URI}" }\n$r.Body = "{}"\nInvoke-RestMethod @r`),
      [{}, [...CHANGED, 'The request has no body: the payload is empty.']],
    );
  });

  it('are not what is compared or only read', () => {
    const script = '$b = @{ a = 1 }\nif ($b.a -eq 1) { Write-Host $b.a, $b.Count }\n';
    assert.deepEqual(imported(script + send('$b')), [{ a: 1 }, []]);
  });
});

describe('what a script has beside its body', () => {
  const of = (uri: string, headers = ''): unknown => {
    const result = importRequest(`Invoke-RestMethod -Method PATCH -Uri ${uri} ${headers} -Body @{ a = 1 }`);
    assert.ok(result.kind === 'payload');
    return [JSON.parse(result.text), result.notices.map(english)];
  };

  it('has no meeting where its address is an expression', () => {
    for (const uri of [`("${URI}" + $x)`, `("/me/onlineMeetings/{0}/virtualAppointment" -f $x)`, '$x.Uri']) {
      assert.deepEqual(of(uri), [
        { a: 1 },
        ['No address that can be read came with the body. Set "$meeting".'],
      ]);
    }
  });

  it('has variables in an address without quotes', () => {
    assert.deepEqual(
      importRequest(`$base = "https://graph.microsoft.com/beta"\n$id = "MSoxxx"
Invoke-RestMethod -Method PATCH -Uri $base/me/onlineMeetings/$id/virtualAppointment -Body @{ a = 1 }`),
      importRequest(send('@{ a = 1 }')),
    );
  });

  it('has no tag that only the script knows', () => {
    for (const tag of ['"W/" + $x', '"W/`"$x`""', '$x', '(Get-Tag)']) {
      assert.deepEqual(of(`"${URI}"`, `-Headers @{ "If-Match" = ${tag} }`), [
        { $meeting: 'MSoxxx', a: 1 },
        ['"If-Match" has no value of its own: "$ifMatch" was left out.'],
      ]);
    }
  });
});
