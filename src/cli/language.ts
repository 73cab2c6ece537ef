// In which language the command line speaks.
import type { Bilingual } from '../kernel/errors.js';

/** The languages of the command line. */
export type Language = keyof Bilingual;

/**
 * Chinese, unless the environment names another language; `asked` (`--lang`) goes before it. `C` and `POSIX` name
 * no language.
 */
export function chooseLanguage(
  asked: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (asked === 'zh' || asked === 'en') return asked;
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
  const named = /^[a-z]{2,3}(?=$|[_.@-])/.exec(locale)?.[0];
  return named === undefined || named === 'zh' ? 'zh' : 'en';
}
