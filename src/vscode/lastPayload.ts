import { type Disposable, type TextEditor, type Uri, window } from 'vscode';
import { isPayload } from './selector';

/** The payload that somebody was in last: what the button of a page means that lies over it, such as the walkthrough. */
export class LastPayload implements Disposable {
  #uri: Uri | undefined;
  readonly #subscription = window.onDidChangeActiveTextEditor((editor) => {
    this.#note(editor);
  });

  constructor() {
    this.#note(window.activeTextEditor);
  }

  get uri(): Uri | undefined {
    return this.#uri;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #note(editor: TextEditor | undefined): void {
    if (editor !== undefined && isPayload(editor.document)) this.#uri = editor.document.uri;
  }
}
