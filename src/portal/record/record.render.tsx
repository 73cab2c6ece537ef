// The page of one record, under its permanent address.
import type { PublicRecord } from '../../disclosure/credit-file.model.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Chinese, UsccText } from '../parts/text.render.js';
import { recordWords } from './record.words.js';
import { RecordCard } from './record-card.render.js';

interface RecordPageProperties {
  readonly frame: Frame;
  readonly record: PublicRecord;
}

/** One record with all its public words, whom it is about, and its source. */
export function RecordPage({ frame, record }: RecordPageProperties) {
  const { language } = frame;
  const words = wordsIn(recordWords, language);
  const title = [record.kindTitle[language], record.decisionNumber].filter(Boolean).join(' ');
  return (
    <Layout frame={frame} title={title}>
      <p class="about-whom">
        <span class="about-whom__label">{words.subject}</span>
        <a
          class="about-whom__name"
          href={addressIn(language, `/organisations/${record.subject.uscc}`)}
        >
          <Chinese language={language}>{record.subject.name}</Chinese>
        </a>
        <UsccText uscc={record.subject.uscc} />
      </p>
      <RecordCard language={language} record={record} alone />
      <section class="permanent" aria-labelledby="permanent">
        <h2 id="permanent">{words.permanent}</h2>
        <p class="identifier">/records/{record.recordId}</p>
        <p>{words.permanentText}</p>
      </section>
    </Layout>
  );
}
