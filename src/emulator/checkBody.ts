import type { ComplexShape, Shape } from './bodyShapes';
import { decisions } from './decisions';

/**
 * Checks a parsed body against a shape and returns what is kept of it: annotations and the root's `id` dropped,
 * quoted booleans made booleans. Throws the 400 that names the first wrong member.
 */
export function checkBody(value: unknown, shape: ComplexShape): Record<string, unknown> {
  return checkComplex(value, shape, '');
}

function checkComplex(value: unknown, shape: ComplexShape, path: string): Record<string, unknown> {
  if (!isObject(value)) throw decisions.wrongType.apply(path, shape.type, describe(value));
  const kept: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const memberPath = path === '' ? name : `${path}.${name}`;
    if (name.includes('@')) checkAnnotation(name, member, shape.type, memberPath);
    else if (Object.hasOwn(shape.members, name))
      kept.push([name, check(member, shape.members[name] as Shape, memberPath)]);
    else if (!(path === '' && decisions.idInBody.apply(name)) && shape.lenient !== true)
      throw decisions.unknownMember.apply(memberPath, name, shape.type);
  }
  const result = Object.fromEntries(kept);
  for (const name of shape.required ?? []) {
    if ((result[name] ?? null) === null)
      throw decisions.memberMissing.apply(path === '' ? name : `${path}.${name}`);
  }
  return result;
}

function checkAnnotation(name: string, value: unknown, type: string, path: string): void {
  if (name !== '@odata.type') return;
  const error = decisions.annotations.apply(value, type, path);
  if (error !== undefined) throw error;
}

function check(value: unknown, shape: Shape, path: string): unknown {
  if (value === null) return decisions.nullScalar.apply();
  switch (shape.kind) {
    case 'complex':
      return checkComplex(value, shape, path);
    case 'collection':
      if (!Array.isArray(value)) throw decisions.wrongType.apply(path, 'Collection', describe(value));
      return value.map((item: unknown, index) => checkItem(item, shape.of, `${path}[${index}]`));
    case 'boolean': {
      const boolean = decisions.quotedBoolean.apply(value);
      if (typeof boolean !== 'boolean') throw decisions.wrongType.apply(path, 'Edm.Boolean', describe(value));
      return boolean;
    }
    case 'string':
      if (typeof value !== 'string') throw decisions.wrongType.apply(path, 'Edm.String', describe(value));
      return value;
    case 'dateTime':
      if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
        throw decisions.wrongType.apply(path, 'Edm.DateTimeOffset', describe(value));
      return new Date(value).toISOString();
    case 'enum':
      if (typeof value !== 'string' || !shape.values.includes(value))
        throw decisions.wrongType.apply(path, shape.type, describe(value));
      return value;
  }
}

/** Items are complex: null is not one of them. */
function checkItem(item: unknown, shape: Shape, path: string): unknown {
  if (item === null) throw decisions.wrongType.apply(path, 'an object', describe(item));
  return check(item, shape, path);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The kind of a JSON value, not the value: it may be somebody's name or number. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a JSON ${typeof value}`;
}
