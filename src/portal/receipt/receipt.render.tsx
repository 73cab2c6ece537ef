// The page of a receipt: every row answered, every column named, every finding with what to do.
import type { ComponentChildren } from 'preact';
import type { Receipt } from '../../intake/receipt.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { FactList } from '../parts/fact-list.render.js';
import { Chinese, Day, Moment } from '../parts/text.render.js';
import { writtenCount, writtenMoment } from '../written.js';
import { type FindingsPart, FindingsTable } from './findings-table.render.js';
import { HeldRows } from './held-rows.render.js';
import { receiptWords } from './receipt.words.js';

interface ReceiptProperties {
  readonly language: Language;
  readonly receipt: Receipt;
}

interface ReceiptPageProperties {
  readonly frame: Frame;
  readonly receipt: Receipt;
  /** Opens this receipt; part of the addresses of its further pages. */
  readonly checkCode: string;
  readonly part: FindingsPart;
}

/** A receipt with its five answers, its columns and its findings. */
export function ReceiptPage({ frame, receipt, checkCode, part }: ReceiptPageProperties) {
  const { language } = frame;
  const words = wordsIn(receiptWords, language);
  const code = encodeURIComponent(checkCode);
  const address = addressIn(language, `/receipts/${receipt.batch}?code=${code}`);
  return (
    <Layout frame={frame} title={words.title} kind="receipt" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="receipt__batch">
        <a class="identifier" href={addressIn(language, `/batches/${receipt.batch}`)}>
          {receipt.batch}
        </a>
        <span class="separator" aria-hidden="true" />
        <a href={`/api/v1/batches/${receipt.batch}/receipt?code=${code}`}>{words.asJson}</a>
      </p>
      <Summary language={language} receipt={receipt} />
      <Answers language={language} receipt={receipt} />
      <Columns language={language} receipt={receipt} />
      {receipt.held.length > 0 && <HeldRows language={language} receipt={receipt} />}
      <FindingsTable language={language} part={part} address={address} />
    </Layout>
  );
}

function Summary({ language, receipt }: ReceiptProperties) {
  const words = wordsIn(receiptWords, language);
  const lines = (template: string, count: number) =>
    fillTemplate(template, { count: writtenCount(count, language) });
  return (
    <section class="panel" aria-labelledby="summary">
      <h2 id="summary">{words.summary}</h2>
      <FactList
        facts={[
          [
            words.agency,
            <>
              {receipt.agency.name[language]} <span class="quiet">{receipt.agency.code}</span>
            </>,
          ],
          [words.kind, receipt.title[language]],
          [words.file, <Chinese language={language}>{receipt.fileName}</Chinese>],
          [words.sourceDay, <Day day={receipt.sourceDay} language={language} />],
          [
            words.receivedAt,
            <Moment moment={Date.parse(receipt.receivedAt)} language={language} />,
          ],
          [words.state, writtenState(receipt, language)],
          [words.masked, lines(words.places, receipt.masked)],
          [words.late, lines(words.lines, receipt.late)],
        ]}
      />
    </section>
  );
}

function writtenState(receipt: Receipt, language: Language): string {
  const words = wordsIn(receiptWords, language);
  if (receipt.logged) {
    return fillTemplate(words.logged, {
      position: writtenCount(receipt.logged.position + 1, language),
      time: writtenMoment(Date.parse(receipt.logged.recordedAt), language),
    });
  }
  return receipt.rows.admitted + receipt.rows.corrected > 0
    ? words.committed
    : words.nothingWritten;
}

function Answers({ language, receipt }: ReceiptProperties) {
  const words = wordsIn(receiptWords, language);
  const answers = ['admitted', 'unchanged', 'corrected', 'returned', 'held'] as const;
  return (
    <section class="panel" aria-labelledby="rows">
      <h2 id="rows">{words.rows}</h2>
      <p>{fillTemplate(words.rowsSum, { read: writtenCount(receipt.rows.read, language) })}</p>
      <ul class="answers">
        {answers.map((answer) => (
          <li key={answer} class={receipt.rows[answer] === 0 ? 'answers__none' : undefined}>
            <b>{writtenCount(receipt.rows[answer], language)}</b> <strong>{words[answer]}</strong>{' '}
            <span class="quiet">{words[`${answer}Text`]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Columns({ language, receipt }: ReceiptProperties) {
  const words = wordsIn(receiptWords, language);
  const headings = (names: readonly string[]): ComponentChildren =>
    names.length === 0 ? (
      <span class="quiet">{words.none}</span>
    ) : (
      <Chinese language={language}>{names.join('、')}</Chinese>
    );
  return (
    <section class="panel" aria-labelledby="columns">
      <h2 id="columns">{words.columns}</h2>
      <dl class="column-list">
        {(['mapped', 'unknown', 'dropped'] as const).map((sort) => (
          <div key={sort}>
            <dt>
              {words[sort]} <span class="quiet">{receipt.columns[sort].length}</span>
            </dt>
            <dd>{headings(receipt.columns[sort])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
