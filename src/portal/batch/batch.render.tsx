// The page of a batch: who handed it over, when, and its place in the log.
import type { PublicBatch } from '../../disclosure/batch.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Chinese, Moment } from '../parts/text.render.js';
import { writtenCount } from '../written.js';
import { batchWords } from './batch.words.js';

interface BatchPageProperties {
  readonly frame: Frame;
  readonly batch: PublicBatch;
}

/** The public facts of a batch, and the ways on from there. */
export function BatchPage({ frame, batch }: BatchPageProperties) {
  const { language } = frame;
  const words = wordsIn(batchWords, language);
  const isTrail = batch.type === 'trail';
  const count = (number: number) => writtenCount(number, language);
  return (
    <Layout frame={frame} title={`${words.title} ${batch.batchId}`} kind="reading" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{isTrail ? words.trailLead : words.lead}</p>
      <section class="panel" aria-labelledby="facts">
        <h2 id="facts">{words.facts}</h2>
        <FactList
          facts={[
            [words.number, <span class="identifier">{batch.batchId}</span>],
            [
              words.agency,
              <>
                <Chinese language={language}>{batch.agencyName}</Chinese>{' '}
                {!isTrail && <span class="quiet">{batch.agencyCode}</span>}
              </>,
            ],
            [words.kind, batch.kindTitle[language]],
            [words.receivedAt, <Moment moment={batch.receivedAt} language={language} />],
            [
              isTrail ? words.trailEntries : words.entries,
              fillTemplate(words.entriesCount, { count: count(batch.entries) }),
            ],
            [
              words.place,
              batch.logPosition === null
                ? words.placePending
                : fillTemplate(words.placeNumber, { position: count(batch.logPosition + 1) }),
            ],
            [
              words.recordedAt,
              batch.recordedAt && <Moment moment={batch.recordedAt} language={language} />,
            ],
            [words.root, <span class="identifier">{batch.root}</span>],
          ]}
        />
        <p>
          <a class="more" href={addressIn(language, '/log')}>
            {words.checkLink}
          </a>
        </p>
      </section>
      {!isTrail && (
        <section class="panel" aria-labelledby="receipt">
          <h2 id="receipt">{words.receipt}</h2>
          <p>{words.receiptText}</p>
          <p>
            <a class="more" href={addressIn(language, `/receipts/${batch.batchId}`)}>
              {words.receiptLink}
            </a>
          </p>
        </section>
      )}
    </Layout>
  );
}
