import { appointment } from '../../payload/places';
import { holds } from '../../payload/shape';
import { text as say } from '../../text';
import { replaceWithText } from '../edits';
import { proposal, safe } from '../fix';
import { isHttpsUrl } from '../looks';
import type { Fix, Rule, RuleDocs } from '../rule';

/** "URL" is all that is documented (1.5): scheme, host and length are not. */
export const rule: Rule = {
  id: 'url-format',
  severity: 'warning',
  check(document, report) {
    for (const { name, value } of appointment(document)) {
      if (value?.type !== 'string' || holds('appointment', name) !== 'link') continue;
      const url = String(value.value);
      if (url === '' || isHttpsUrl(url)) continue;
      const { offset, length } = value;
      const fix = fixFor(url, (meant) => [replaceWithText({ offset, length }, meant)]);
      report({
        offset,
        length,
        message: say('This is not an absolute https URL, such as https://scheduling.example.com/1.'),
        ...(fix !== undefined && { fixes: [fix] }),
      });
    }
  },
};

function fixFor(url: string, edits: (meant: string) => Fix['edits']): Fix | undefined {
  const trimmed = url.trim();
  if (isHttpsUrl(trimmed)) return safe('Remove the spaces around it', edits(trimmed));
  if (/^http:/i.test(trimmed)) {
    const secure = trimmed.replace(/^http:/i, 'https:');
    return isHttpsUrl(secure) ? proposal('Write https', edits(secure)) : undefined;
  }
  const complete = `https://${trimmed.replace(/^\/\//, '')}`;
  const hasHost = /^(?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(trimmed);
  return hasHost && isHttpsUrl(complete) ? proposal('Put https:// in front', edits(complete)) : undefined;
}

export const docs: RuleDocs = {
  group: 'Values',
  finds: 'a URL that is not absolute, or not https',
  why: 'The documentation says "URL" and no more. A relative one leads nowhere outside your system, and plain http is blocked or warned about by browsers.',
  example: '{\n  "externalAppointmentUrl": " https://scheduling.example.com/1 "\n}\n',
  fix: 'Takes away spaces around it. The editor also proposes `https:`.',
};
