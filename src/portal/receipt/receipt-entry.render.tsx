// The form that opens a receipt: batch number and check code.
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { receiptWords } from './receipt.words.js';

interface ReceiptEntryProperties {
  readonly frame: Frame;
  readonly batch?: string;
  /** A code was given and does not open this batch. */
  readonly wrong?: boolean;
}

/** Asks for what opens a receipt; says so where the two do not belong together. */
export function ReceiptEntryPage({ frame, batch = '', wrong = false }: ReceiptEntryProperties) {
  const { language } = frame;
  const words = wordsIn(receiptWords, language);
  const describedBy = wrong ? 'wrong' : undefined;
  return (
    <Layout frame={frame} title={words.title} kind="reading" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.enterLead}</p>
      {wrong && (
        <p class="notice" id="wrong" role="alert">
          {words.wrong}
        </p>
      )}
      <form class="entry" action={addressIn(language, '/receipts')}>
        <div>
          <label for="batch">{words.batch}</label>
          <input
            id="batch"
            name="batch"
            value={batch}
            required
            maxLength={64}
            autocomplete="off"
            spellcheck={false}
            aria-describedby={describedBy}
          />
        </div>
        <div>
          <label for="code">{words.code}</label>
          <input
            id="code"
            name="code"
            required
            maxLength={64}
            autocomplete="off"
            spellcheck={false}
            aria-describedby={describedBy}
          />
        </div>
        <button type="submit">{words.open}</button>
      </form>
    </Layout>
  );
}
