// What a page is asked for with, and what it answers.
import type { Context } from '../http/context.js';
import type { Frame } from './layout.render.js';
import type { SentPage } from './page.js';

/** A page as it is asked for. */
export interface PageRequest {
  readonly frame: Frame;
  /** Parts of the path by name. */
  readonly path: Readonly<Record<string, string>>;
  /** The first value of each name in the query. */
  readonly query: Readonly<Record<string, string>>;
}

/** A page to send, or the address of our own where it lies instead. */
type PageAnswer = SentPage | { readonly movedTo: string };

/** Answers requests for one sort of page. Refusals are thrown and get a page of their own. */
export type Show = (context: Context, request: PageRequest) => Promise<PageAnswer>;
