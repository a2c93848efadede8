// A person with a browser, without the browser: follows redirects, keeps cookies, fills forms.

/** Somebody who signs in under a name. */
export class Person {
  readonly #login: string;
  readonly #cookies = new Map<string, string>();
  readonly #denies: boolean;

  constructor(login: string, { denies = false }: { readonly denies?: boolean } = {}) {
    this.#login = login;
    this.#denies = denies;
  }

  /** Opens a page and does what it asks for until it asks for nothing more. Returns the text of the last page. */
  async open(url: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
    let page = await this.#get(url);
    for (let steps = 0; steps < 12; steps += 1) {
      const form = /<form[^>]*>([\s\S]*?)<\/form>/.exec(page.text);
      if (form === null) return page.text;
      const deny = /href="([^"]*\/abort)"/.exec(page.text)?.[1];
      if (this.#denies && deny !== undefined && /name="prompt"[^>]*value="consent"/.test(page.text)) {
        page = await this.#get(new URL(deny, page.url).href);
        continue;
      }
      page = await this.#submit(page.url, form[0], values);
      if (!page.url.startsWith('https:')) return page.text;
    }
    throw new Error(`The page asks for too much: ${page.url}`);
  }

  async #submit(base: string, form: string, values: Readonly<Record<string, string>>): Promise<Page> {
    const action = /action="([^"]*)"/.exec(form)?.[1] ?? base;
    const body = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name === undefined) continue;
      const given = { login: this.#login, password: 'any', ...values }[name];
      body.set(name, given ?? unescape(/value="([^"]*)"/.exec(input)?.[1] ?? ''));
    }
    // The page that asks whether it is the right device has its "no" in a form field.
    if (this.#denies && body.has('xsrf') && body.has('confirm')) body.set('abort', 'yes');
    return await this.#request(new URL(unescape(action), base).href, { method: 'POST', body });
  }

  async #get(url: string): Promise<Page> {
    return await this.#request(url, { method: 'GET' });
  }

  async #request(url: string, init: RequestInit): Promise<Page> {
    // `localhost` is also ::1, where MSAL does not listen.
    const target = url.replace(/^http:\/\/localhost:/, 'http://127.0.0.1:');
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1) === '') this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (location !== null) return await this.#get(new URL(location, url).href);
    return { url, text: await response.text() };
  }
}

interface Page {
  readonly url: string;
  readonly text: string;
}

function unescape(html: string): string {
  return html.replaceAll('&quot;', '"').replaceAll('&#x2F;', '/').replaceAll('&amp;', '&');
}
