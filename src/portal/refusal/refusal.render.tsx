// Pages that say what is so and where to go from there: no such page, a refusal, a fault.
import {
  type Bilingual,
  fillTemplate,
  type Refusal,
  type RefusalKind,
} from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { SearchBox } from '../search/search-box.render.js';
import { refusalWords } from './refusal.words.js';

interface RefusalPageProperties {
  readonly frame: Frame;
  readonly title: Bilingual;
  readonly text: Bilingual;
  /** Instrument and article, where the refusal touches a right. */
  readonly basis?: string;
}

/** A refusal in the site's design. */
export function RefusalPage({ frame, title, text, basis }: RefusalPageProperties) {
  const { language } = frame;
  const words = wordsIn(refusalWords, language);
  return (
    <Layout frame={frame} title={title[language]} kind="reading" unlisted>
      <h1 class="page-title">{title[language]}</h1>
      <p class="page-lead">{text[language]}</p>
      {basis && <p class="quiet">{basis}</p>}
      <section class="onward" aria-labelledby="onward">
        <h2 id="onward">{words.onward}</h2>
        <SearchBox language={language} />
        <p>
          <a class="more" href={addressIn(language, '/')}>
            {words.toHome}
          </a>
        </p>
      </section>
    </Layout>
  );
}

/** Title and text of a refusal that a use case gave. */
export function refusalTexts(
  refusal: Refusal,
  status: number,
): { title: Bilingual; text: Bilingual; basis?: string } {
  const title = status === 500 ? refusalWords.fault : titles[refusal.kind];
  return {
    title,
    text: refusal.text,
    ...(refusal.basis !== undefined && { basis: refusal.basis }),
  };
}

const titles: Readonly<Record<RefusalKind, Bilingual>> = {
  not_found: refusalWords.notFound,
  invalid: refusalWords.notUnderstood,
  unauthenticated: refusalWords.signIn,
  forbidden: refusalWords.notYours,
  conflict: refusalWords.notNow,
  unavailable: refusalWords.notAvailable,
};

/** Title and text where no page lies at an address. */
export function noPageTexts(address: string): { title: Bilingual; text: Bilingual } {
  const values = { address: address.slice(0, 120) };
  return {
    title: refusalWords.pageTitle,
    text: {
      zh: fillTemplate(refusalWords.pageText.zh, values),
      en: fillTemplate(refusalWords.pageText.en, values),
    },
  };
}
