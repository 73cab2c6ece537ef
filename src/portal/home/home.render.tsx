// The home page.
import type { PublicFigures } from '../../disclosure/credit-file.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { LatticeWindow } from '../parts/mark.render.js';
import { SearchBox } from '../search/search-box.render.js';
import { writtenCount, writtenMoment } from '../written.js';
import { homeWords } from './home.words.js';

interface HomeProperties {
  readonly frame: Frame;
  readonly figures: PublicFigures;
}

/** Search, figures, what the site is, and the latest checkpoint. */
export function HomePage({ frame, figures }: HomeProperties) {
  const { language } = frame;
  const words = wordsIn(homeWords, language);
  return (
    <Layout
      frame={frame}
      description={words.lead}
      kind="home"
      hero={
        <div class="hero">
          <div class="hero__inner">
            <div class="hero__text">
              <h1>{words.title}</h1>
              <p class="hero__lead">{words.lead}</p>
              <SearchBox language={language} large />
            </div>
            <LatticeWindow />
          </div>
        </div>
      }
    >
      <Figures frame={frame} figures={figures} />
      <Promises frame={frame} />
      <div class="home__last">
        <Checkpoint frame={frame} figures={figures} />
        <section class="panel" aria-labelledby="open">
          <h2 id="open">{words.open}</h2>
          <p>{words.openText}</p>
          <p>
            <a class="more" href="/api/v1/openapi.json">
              {words.openLink}
            </a>
          </p>
        </section>
      </div>
    </Layout>
  );
}

function Figures({ frame: { language }, figures }: HomeProperties) {
  const words = wordsIn(homeWords, language);
  const totals = [
    [figures.organisations, words.organisation, words.organisations],
    [figures.records, words.record, words.records],
    [figures.agencies, words.agency, words.agencies],
  ] as const;
  return (
    <section class="figures" aria-labelledby="figures">
      <h2 id="figures" class="unseen">
        {words.figures}
      </h2>
      <ul class="figures__totals">
        {totals.map(([count, one, several]) => (
          <li key={several}>
            <span class="figures__count">{writtenCount(count, language)}</span>{' '}
            <span class="figures__unit">{count === 1 ? one : several}</span>
          </li>
        ))}
      </ul>
      {figures.byKind.length > 0 && (
        <dl class="figures__kinds" aria-label={words.byKind}>
          {figures.byKind.map((kind) => (
            <div key={kind.kind}>
              <dt>
                <a href={addressIn(language, `/dictionary/${kind.kind}`)}>{kind.title[language]}</a>
              </dt>
              <dd>{writtenCount(kind.count, language)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Promises({ frame: { language } }: { readonly frame: Frame }) {
  const words = wordsIn(homeWords, language);
  const promises = [
    [words.sourceTitle, words.sourceText, words.sourceLink, '/dictionary'],
    [words.proofTitle, words.proofText, words.proofLink, '/log'],
    [words.peopleTitle, words.peopleText, words.peopleLink, '/people'],
  ] as const;
  return (
    <section class="promises" aria-labelledby="promises">
      <h2 id="promises">{words.about}</h2>
      <ol class="promises__list">
        {promises.map(([title, text, link, address]) => (
          <li key={address}>
            <h3>{title}</h3>
            <p>{text}</p>
            <p>
              <a class="more" href={addressIn(language, address)}>
                {link}
              </a>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Checkpoint({ frame: { language }, figures }: HomeProperties) {
  const words = wordsIn(homeWords, language);
  const { checkpoint } = figures;
  return (
    <section class="panel" aria-labelledby="checkpoint">
      <h2 id="checkpoint">{words.checkpoint}</h2>
      <p>
        {checkpoint
          ? fillTemplate(checkpoint.size === 1 ? words.checkpointTextOne : words.checkpointText, {
              time: writtenMoment(checkpoint.signedAt, language),
              size: writtenCount(checkpoint.size, language),
            })
          : words.checkpointNone}
      </p>
      <p>
        <a class="more" href={addressIn(language, '/log')}>
          {words.checkpointLink}
        </a>
      </p>
    </section>
  );
}
