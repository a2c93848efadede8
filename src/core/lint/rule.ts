import type { PayloadDocument, Span } from '../payload/model';
import type { Text } from '../text';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something to say about a payload file, at a place in it. Messages never repeat a client's data. */
export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Text;
}

/** What a rule reports; `runRules` adds its id and severity. */
export type Complaint = Span & { readonly message: Text };

export interface Rule {
  /** Stable: it is in reports, in the CLI's JSON and in the README's anchors. */
  readonly id: string;
  readonly severity: Severity;
  /**
   * Set when VS Code's own JSON service reports this in an editor, with the severity it has there: the rule is then
   * not shown a second time, but still decides whether the file can be sent.
   */
  readonly editorSeverity?: Severity;
  check(document: PayloadDocument): Iterable<Complaint>;
}
