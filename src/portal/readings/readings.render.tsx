// The list of those who looked at an organisation: office, time, purpose and matter.
import type { ShownReading } from '../../disclosure/readings.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { StackedTable } from '../parts/stacked-table.render.js';
import { Moment, UsccText } from '../parts/text.render.js';
import { writtenDay } from '../written.js';
import { readingsWords } from './readings.words.js';

interface ReadingsPageProperties {
  readonly frame: Frame;
  readonly uscc: string;
  readonly readings: readonly ShownReading[];
  readonly next: string | null;
}

/** Who looked, newest first. */
export function ReadingsPage({ frame, uscc, readings, next }: ReadingsPageProperties) {
  const { language } = frame;
  const words = wordsIn(readingsWords, language);
  const { at, office, purpose, matter } = words;
  const address = addressIn(language, `/organisations/${uscc}/readings`);
  return (
    <Layout frame={frame} title={words.title} unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p>
        <UsccText uscc={uscc} />
      </p>
      <p class="page-lead">{words.lead}</p>
      <section class="section" aria-label={words.title}>
        {readings.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <StackedTable
            headings={[at, office, purpose, matter]}
            rows={readings.map((reading) => [
              reading.readingId,
              [
                <Moment moment={reading.at} language={language} />,
                reading.office[language],
                reading.purpose[language],
                <>
                  <span lang="zh-CN">{reading.matter}</span>
                  {reading.withheld && (
                    <span class="quiet">
                      {' '}
                      {fillTemplate(words.withheld, {
                        basis: reading.withheld.basis,
                        until: writtenDay(reading.withheld.until, language),
                      })}
                    </span>
                  )}
                </>,
              ],
            ])}
          />
        )}
        {next !== null && (
          <nav class="paging" aria-label={words.title}>
            <a class="paging__next" rel="next" href={`${address}?after=${next}`}>
              {words.next}
            </a>
          </nav>
        )}
      </section>
      <p class="quiet">{words.basis}</p>
      <p>
        <a class="more" href={addressIn(language, `/organisations/${uscc}`)}>
          {words.toOrganisation}
        </a>
      </p>
    </Layout>
  );
}
