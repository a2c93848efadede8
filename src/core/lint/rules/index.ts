import type { Rule } from '../rule';
import { bodyObject } from './bodyObject';
import { directiveRules } from './directiveRules';
import { foreignSchema } from './foreignSchema';
import { syntaxRules } from './syntaxRules';
import { unknownDirective } from './unknownDirective';

/** All rules. Those of one place report in this order. */
export const RULES: readonly Rule[] = [
  ...syntaxRules,
  bodyObject,
  unknownDirective,
  foreignSchema,
  ...directiveRules,
];
