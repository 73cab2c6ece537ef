// What a page is asked for with, and what it answers.
import type { VNode } from 'preact';
import type { PublicReader } from '../disclosure/public-reader.model.js';
import type { Bilingual } from '../kernel/errors.js';
import type { LogVerifier } from '../ledger/log-key.js';
import type { Frame } from './layout.render.js';
import type { Sending } from './page.js';

/** What the pages are made from. */
export interface PortalContext extends PublicReader {
  readonly logKey: LogVerifier;
  readonly site: { readonly name: Bilingual };
}

/** A page as it is asked for. */
export interface PageRequest {
  readonly frame: Frame;
  /** Parts of the path by name. */
  readonly path: Readonly<Record<string, string>>;
  /** The first value of each name in the query. */
  readonly query: Readonly<Record<string, string>>;
}

/** A page to send, or the address of our own where it lies instead. */
export type PageAnswer = (Sending & { readonly page: VNode }) | { readonly movedTo: string };

/** Answers requests for one sort of page. Refusals are thrown and get a page of their own. */
export type Show = (context: PortalContext, request: PageRequest) => Promise<PageAnswer>;
