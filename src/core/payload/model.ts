import type { Node } from 'jsonc-parser';
import type { Text } from '../text';

/** A stretch of the document, in UTF-16 code units from its start. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

export type SyntaxProblemKind =
  'empty' | 'syntax' | 'comment' | 'trailingComma' | 'duplicateKey' | 'tooDeep' | 'tooLarge';

export interface SyntaxProblem extends Span {
  readonly kind: SyntaxProblemKind;
  readonly message: Text;
}

/** A property of the payload's top level. */
export interface Member extends Span {
  readonly name: string;
  /** The name with its quotes. */
  readonly key: Span;
  /** Missing while the value has not been typed yet. */
  readonly value: Node | undefined;
}

/** A payload file as read: the text, its tree as far as it can be read, and what is wrong with it as JSON. */
export interface PayloadDocument {
  readonly text: string;
  readonly root: Node | undefined;
  /** The top-level properties in order; empty where the top level is not an object. */
  readonly members: readonly Member[];
  readonly problems: readonly SyntaxProblem[];
}

/** The directives that have a value of the right type. */
export interface Directives {
  readonly meeting?: string;
  readonly user?: string;
  readonly ifMatch?: string;
  readonly acceptLanguage?: string;
}
