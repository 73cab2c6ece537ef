// What every page knows of its surroundings.
import type { Bilingual } from '../kernel/errors.js';
import type { Language } from './language.js';

/** What a page knows of its surroundings: language, its own address, the site, where the assets lie. */
export interface Frame {
  readonly language: Language;
  /** Path and query without the language prefix; the language switch leads to the same page. */
  readonly address: string;
  readonly siteName: Bilingual;
  /** Where readers reach the site, without a slash at its end; undefined where the operator has not said. */
  readonly publicUrl: string | undefined;
  /** Address of each asset, with its content hash. */
  readonly assets: { readonly styles: string; readonly icon: string; readonly passkeys: string };
  /** Who is signed in, if anybody. */
  readonly signedIn?: SignedIn;
}

/** Who is signed in, as the head of each page says it. */
export interface SignedIn {
  /** What he wants to be called; undefined while he still has to give or enrol a second factor. */
  readonly name: string | undefined;
  /** His roles. */
  readonly as: string;
  /** What his forms bring along, so that no other site can send them in his name. */
  readonly csrfToken: string;
}
