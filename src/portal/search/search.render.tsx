// The page of search results, with an answer for every way of finding nothing.
import type { FoundOrganisation, SearchPage } from '../../disclosure/credit-file.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Status } from '../organisation/identity-card.render.js';
import { Chinese, UsccText } from '../parts/text.render.js';
import { writtenCount } from '../written.js';
import { searchWords } from './search.words.js';
import { SearchBox } from './search-box.render.js';

/** What came of a search. */
export type SearchOutcome =
  | { readonly is: 'start' }
  | { readonly is: 'short'; readonly text: string }
  | {
      readonly is: 'found';
      readonly text: string;
      readonly page: SearchPage;
      readonly continued: boolean;
    };

interface SearchProperties {
  readonly frame: Frame;
  readonly outcome: SearchOutcome;
}

/** The search box with its text, and what was found. */
export function SearchResultsPage({ frame, outcome }: SearchProperties) {
  const { language } = frame;
  const words = wordsIn(searchWords, language);
  const text = outcome.is === 'start' ? '' : outcome.text;
  const title = text === '' ? words.title : fillTemplate(words.titleFor, { text });
  return (
    <Layout frame={frame} title={title} kind="reading" unlisted>
      <h1 class="page-title">{title}</h1>
      <SearchBox language={language} text={text} />
      <Outcome language={language} outcome={outcome} />
    </Layout>
  );
}

function Outcome({ language, outcome }: { language: Language; outcome: SearchOutcome }) {
  const words = wordsIn(searchWords, language);
  if (outcome.is === 'start') return <Empty title={words.startTitle} text={words.startText} />;
  if (outcome.is === 'short') {
    return (
      <Empty
        title={words.shortTitle}
        text={fillTemplate(words.shortText, { text: outcome.text })}
      />
    );
  }
  const { page, text, continued } = outcome;
  if (page.hits.length === 0) return <NothingFound language={language} text={text} />;
  const count = page.hits.length;
  const address = addressIn(language, `/search?q=${encodeURIComponent(text)}`);
  return (
    <section aria-labelledby="hits">
      <h2 id="hits" class="results-count">
        {count === 1 && !continued && page.next === null
          ? words.hitOnPage
          : fillTemplate(words.hitsOnPage, { count })}
      </h2>
      <ol class="results">
        {page.hits.map((hit) => (
          <Hit key={hit.uscc} hit={hit} language={language} />
        ))}
      </ol>
      {(continued || page.next !== null) && (
        <nav class="paging" aria-label={words.title}>
          {continued && <a href={address}>{words.first}</a>}
          {page.next !== null && (
            <a
              class="paging__next"
              rel="next"
              href={`${address}&after=${encodeURIComponent(page.next)}`}
            >
              {words.next}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

function Hit({ hit, language }: { readonly hit: FoundOrganisation; readonly language: Language }) {
  const words = wordsIn(searchWords, language);
  return (
    <li class="result">
      <h3 class="result__name">
        <a href={addressIn(language, `/organisations/${hit.uscc}`)}>
          <Chinese language={language}>{hit.name}</Chinese>
        </a>
      </h3>
      <Status status={hit.status} language={language} />
      {hit.matchedFormerName && (
        <p class="result__former">
          {fillTemplate(words.formerName, { name: hit.matchedFormerName })}
        </p>
      )}
      <p class="result__facts">
        <UsccText uscc={hit.uscc} />
        <span class="separator" aria-hidden="true" />
        <span>
          {hit.recordCount === 1
            ? words.recordCountOne
            : fillTemplate(words.recordCount, { count: writtenCount(hit.recordCount, language) })}
        </span>
      </p>
    </li>
  );
}

function NothingFound({ language, text }: { readonly language: Language; readonly text: string }) {
  const words = wordsIn(searchWords, language);
  const isCode = /^[0-9A-Z]{18}$/i.test(text.normalize('NFKC').replace(/[\s-]/g, ''));
  const advice = isCode
    ? [words.tryCompare, words.tryName]
    : [words.tryShorter, words.tryFormer, words.tryCode, words.tryMasked];
  return (
    <div class="empty">
      <h2>{words.emptyTitle}</h2>
      <p>{fillTemplate(isCode ? words.emptyCode : words.emptyText, { text })}</p>
      <h3>{words.tryTitle}</h3>
      <ul>
        {advice.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function Empty({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  );
}
