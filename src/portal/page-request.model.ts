// What a page is asked for with, and what it answers.
import type { Act } from '../access/permission.model.js';
import type { Context } from '../http/context.js';
import type { Visitor } from '../http/visitor.js';
import type { Refusal } from '../kernel/errors.js';
import type { Frame } from './layout.render.js';
import type { SentPage } from './page.js';

/** A page as it is asked for. */
export interface PageRequest {
  readonly frame: Frame;
  /** Parts of the path by name. */
  readonly path: Readonly<Record<string, string>>;
  /** The first value of each name in the query. */
  readonly query: Readonly<Record<string, string>>;
  /** Who is asking, and from where. */
  readonly visitor: Visitor;
  /** Set where a form of this page was refused: the page says why. */
  readonly fault?: Refusal;
  /** What was filled in where a form was refused, without passwords and codes. */
  readonly given: Readonly<Record<string, string>>;
}

/** A form of a page as it comes in. */
export interface SentForm extends PageRequest {
  /** The first value of each field. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Cookies that go out with an answer, by their name; null takes one back. */
type SentCookies = Readonly<Partial<Record<'session' | 'journey', string | null>>>;

/** A page to send, or the address where it lies instead. */
export type PageAnswer = (SentPage | { readonly movedTo: string }) & {
  readonly cookies?: SentCookies;
};

/** Answers requests for one sort of page. Refusals are thrown and get a page of their own. */
export type Show = (context: Context, request: PageRequest) => Promise<PageAnswer>;

/** Does what the form of a page asks for. Refusals are shown on the page itself. */
export type Take = (context: Context, form: SentForm) => Promise<PageAnswer>;

/** One address of the site. */
export interface Page {
  /** Without the language; parts that vary as `:name`. */
  readonly address: string;
  /** The line of the permission table that says who may look at it. */
  readonly act: Act;
  readonly show: Show;
  /** What its form does, where it has one; sent by POST to the same address. */
  readonly take?: Take;
  /** The line of the table for the form, where it is another. */
  readonly takes?: Act;
  /** Forms that are open to guessing have a rate of their own. */
  readonly attempts?: 'signIn';
  /** It speaks with the reader's passkey, which takes a script. */
  readonly passkeys?: boolean;
}
