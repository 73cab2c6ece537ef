// A visitor of the site without a browser: keeps its cookies, reads pages, fills in their forms.
import type { FastifyInstance } from 'fastify';

/** What a visitor got. */
export interface Visit {
  readonly status: number;
  /** Where the site sends him, if it does. */
  readonly location: string | undefined;
  readonly html: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** One browser's worth of cookies. */
export class FormVisitor {
  readonly cookies = new Map<string, string>();
  readonly #app: FastifyInstance;
  readonly #headers: Readonly<Record<string, string>>;
  #csrf = '';

  constructor(app: FastifyInstance, headers: Readonly<Record<string, string>> = {}) {
    this.#app = app;
    this.#headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0', ...headers };
  }

  /** Opens a page, and remembers the token of its forms. */
  async open(address: string): Promise<Visit> {
    const visit = await this.#ask('GET', address);
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(visit.html)?.[1] ?? '';
    return visit;
  }

  /** Sends a form with the token of the page that was opened last. */
  send(address: string, fields: Readonly<Record<string, string>>): Promise<Visit> {
    return this.#ask('POST', address, new URLSearchParams({ csrf: this.#csrf, ...fields }));
  }

  /** Opens the page and sends its form; follows to where the site leads, whose page is given. */
  async fill(address: string, fields: Readonly<Record<string, string>>): Promise<Visit> {
    await this.open(address);
    const sent = await this.send(address, fields);
    return sent.location === undefined ? sent : this.open(sent.location);
  }

  async #ask(method: 'GET' | 'POST', url: string, form?: URLSearchParams): Promise<Visit> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#app.inject({
      method,
      url,
      headers: {
        ...this.#headers,
        ...(cookie && { cookie }),
        ...(form && {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        }),
      },
      ...(form && { payload: form.toString() }),
    });
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { statusCode: status, headers, body: html } = answer;
    return { status, location: headers.location, html, headers };
  }
}
