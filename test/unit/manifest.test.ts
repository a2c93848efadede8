import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import manifest from '../../package.json';
import strings from '../../package.nls.json';
import { CLOUD_NAMES } from '../../src/core/graph/clouds';
import { IF_MATCH_MODES } from '../../src/core/graph/ifMatch';
import {
  AUTH_METHODS,
  COMMANDS,
  CONTEXT_KEYS,
  LANGUAGE,
  PAYLOAD_SUFFIX,
  PREVIEW_SCHEME,
  SECTION,
  SETTINGS,
  TOOLS,
  VIEWS,
} from '../../src/manifest';

interface Setting {
  readonly default: unknown;
  readonly order: number;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

const root = path.resolve(__dirname, '../..');
const { contributes } = manifest;

describe('package.json', () => {
  it('declares exactly the commands that the code has', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(COMMANDS).sort(),
    );
  });

  it('gives every command a category and a title, and no field that VS Code does not know', () => {
    for (const command of contributes.commands) {
      assert.equal(command.category, '%category%', command.command);
      assert.equal(command.title, `%command.${command.command.slice(SECTION.length + 1)}%`);
      assert.deepEqual(
        Object.keys(command).filter(
          (field) => !['command', 'title', 'category', 'icon', 'enablement'].includes(field),
        ),
        [],
      );
    }
  });

  it('names only its own commands in menus', () => {
    const known = new Set<string>(Object.values(COMMANDS));
    const named = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
      [],
    );
  });

  it('declares exactly the views that the code has, and menus and welcome texts for no other', () => {
    const views: string[] = contributes.views.vappt.map(({ id }) => id).sort();
    assert.deepEqual(views, Object.values(VIEWS).sort());
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      Object.keys(contributes.views),
    );
    const named = [...JSON.stringify(contributes.menus).matchAll(/\bview == ([\w.]+)/g)].map(([, id]) => id);
    assert.deepEqual([...new Set(named)].sort(), views);
    const known = new Set<string>(Object.values(VIEWS));
    assert.ok(contributes.viewsWelcome.every(({ view }) => known.has(view)));
  });

  it('declares exactly the tools that the code has, and lets nobody approve sending beforehand', () => {
    const tools = contributes.languageModelTools;
    assert.deepEqual(tools.map(({ name }) => name).sort(), Object.values(TOOLS).sort());
    assert.ok(tools.every(({ name, toolReferenceName }) => toolReferenceName === name));
    // VS Code knows a tool of an extension by the extension's id and the tool's reference name.
    assert.deepEqual(contributes.configurationDefaults['chat.tools.eligibleForAutoApproval'], {
      [`${manifest.publisher}.${manifest.name}/${TOOLS.send}`]: false,
    });
  });

  it('has a walkthrough whose links and steps name commands, settings and context keys that exist', () => {
    const known = new Set<string>([
      ...Object.values(COMMANDS).map((command) => `onCommand:${command}`),
      ...Object.keys(contributes.configuration.properties).map((name) => `onContext:config.${name}`),
      ...Object.values(CONTEXT_KEYS).map((key) => `onContext:${key}`),
    ]);
    const isKnown = (event: string): boolean => known.has(event) || event.startsWith('onCommand:workbench.');
    const links = [
      ...Object.values(strings)
        .join('\n')
        .matchAll(/\]\(command:(?:toSide:)?([\w.]+)/g),
    ];
    assert.ok(links.length > 5);
    assert.ok(links.every(([, command]) => isKnown(`onCommand:${command ?? ''}`)));
    const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    assert.deepEqual(
      steps.flatMap(({ completionEvents }) => completionEvents).filter((event) => !isKnown(event)),
      [],
    );
    for (const { media } of steps) {
      for (const picture of Object.values(media.image))
        assert.ok(existsSync(path.join(root, picture)), picture);
    }
  });

  it('declares exactly the settings that the code reads, each with scope, default and description', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(
      Object.keys(properties).sort(),
      Object.values(SETTINGS)
        .map((name) => `${SECTION}.${name}`)
        .sort(),
    );
    for (const [name, setting] of Object.entries(properties)) {
      assert.ok('default' in setting && setting.markdownDescription.startsWith('%'), name);
      assert.ok(['application', 'resource', 'window'].includes(setting.scope), name);
    }
  });

  it('says of each choice of a setting what it means, and gives each setting a place of its own in the list', () => {
    const settings = Object.entries<Setting>(contributes.configuration.properties);
    for (const [name, { default: value, enum: choices, markdownEnumDescriptions: meanings }] of settings) {
      if (choices === undefined) continue;
      const key = `setting.${name.slice(SECTION.length + 1)}`;
      assert.deepEqual(
        meanings,
        choices.map((choice) => `%${key}.${choice}%`),
        name,
      );
      assert.ok(choices.includes(String(value)), name);
    }
    assert.deepEqual(contributes.configuration.properties['vappt.cloud'].enum, CLOUD_NAMES);
    assert.deepEqual(contributes.configuration.properties['vappt.send.ifMatch'].enum, IF_MATCH_MODES);
    assert.deepEqual(contributes.configuration.properties['vappt.auth.method'].enum, AUTH_METHODS);
    const orders = settings.map(([, { order }]) => order);
    assert.equal(new Set(orders).size, orders.length, 'two settings have the same "order"');
  });

  it('lets no workspace choose where requests go', () => {
    const { properties } = contributes.configuration;
    for (const name of ['vappt.cloud', 'vappt.emulator.port'] as const) {
      assert.equal(properties[name].scope, 'application', name);
    }
  });

  it('has a text for every %key%, and a use for every text', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it('names files that exist', () => {
    const files = [
      manifest.icon,
      ...contributes.languages.flatMap(({ configuration = [] }) => configuration),
      ...contributes.grammars.map(({ path: file }) => file),
      ...contributes.jsonValidation.map(({ url }) => url),
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('declares the language of payloads, known to the JSON service, and one for what is only read', () => {
    assert.deepEqual(
      contributes.languages.map(({ id, extensions }) => ({ id, extensions })),
      [
        { id: LANGUAGE, extensions: [PAYLOAD_SUFFIX] },
        { id: 'vappt-report', extensions: undefined },
      ],
    );
    assert.deepEqual(contributes.jsonLanguageParticipants, [{ languageId: LANGUAGE }]);
    // A merge editor that VS Code opens again needs its sides before any payload is open.
    assert.deepEqual(manifest.activationEvents, [`onLanguage:${LANGUAGE}`, `onFileSystem:${PREVIEW_SCHEME}`]);
    assert.ok(manifest.extensionDependencies.includes('vscode.json-language-features'));
  });

  it('pins the VS Code types to the oldest version that is supported', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode']}`, manifest.engines.vscode);
  });

  it('has a changelog in the form of Keep a Changelog, with an entry for its version', () => {
    const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
    const headings = [...changelog.matchAll(/^(##+) (.+)$/gm)].map(([, level, heading]) => ({
      level,
      heading,
    }));
    const versions = headings.filter(({ level }) => level === '##').map(({ heading = '' }) => heading);
    assert.deepEqual(
      versions.filter((heading) => !/^\[(Unreleased|\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}$)/.test(heading)),
      [],
    );
    assert.ok(
      versions.some((heading) =>
        ['[Unreleased]', `[${manifest.version}]`].some((own) => heading.startsWith(own)),
      ),
    );
    const kinds = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
    assert.deepEqual(
      headings.filter(({ level, heading = '' }) => level !== '##' && !kinds.includes(heading)),
      [],
    );
  });
});
