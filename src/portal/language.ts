// The two languages of the site: which one a page speaks, and where its twin in the other one lies.
import type { Bilingual } from '../kernel/errors.js';

/** The languages of the site. Chinese is the default and has no prefix in its addresses. */
export type Language = 'zh' | 'en';

/** Texts of one page or part, by name. */
export type Words = Readonly<Record<string, Bilingual>>;

/** The value of the `lang` attribute. */
export const languageTag = { zh: 'zh-CN', en: 'en' } as const;

/** The texts of a catalogue of words in one language. */
export function wordsIn<Catalogue extends Words>(
  words: Catalogue,
  language: Language,
): { readonly [Name in keyof Catalogue]: string } {
  const spoken = Object.entries(words).map(([name, text]) => [name, text[language]]);
  return Object.fromEntries(spoken) as { [Name in keyof Catalogue]: string };
}

/** Several things in one line, parted as the language does it. */
export function listedIn(language: Language, things: readonly string[]): string {
  return things.join(language === 'zh' ? '；' : '; ');
}

/** The address of a page in a language: `/en/about` for `/about`. */
export function addressIn(language: Language, address: string): string {
  if (language === 'zh') return address;
  return address === '/' ? '/en' : `/en${address}`;
}

/** The language that an address asks for, and the address without it. */
export function readAddress(address: string): { language: Language; address: string } {
  const english = /^\/en(?=[/?]|$)/.exec(address);
  if (!english) return { language: 'zh', address };
  const rest = address.slice(3);
  return { language: 'en', address: rest.startsWith('/') ? rest : `/${rest}` };
}
