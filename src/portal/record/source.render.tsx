// "Show the source": where a record comes from and how to prove that it is unchanged.
import type { RecordSource } from '../../disclosure/credit-file.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { Chinese, Moment } from '../parts/text.render.js';
import { writtenCount, writtenMoment } from '../written.js';
import { recordWords } from './record.words.js';

interface SourceProperties {
  readonly language: Language;
  readonly recordId: string;
  readonly source: RecordSource;
  readonly open?: boolean;
}

/** A disclosure element: closed in lists, open on the record's own page. */
export function Source({ language, recordId, source, open = false }: SourceProperties) {
  const words = wordsIn(recordWords, language);
  return (
    <details class="source" open={open}>
      <summary>{words.showSource}</summary>
      <dl class="source__list">
        <div>
          <dt>{words.sourceAgency}</dt>
          <dd>
            <Chinese language={language}>{source.agencyName}</Chinese>{' '}
            <span class="quiet">{source.agencyCode}</span>
          </dd>
        </div>
        <div>
          <dt>{words.batch}</dt>
          <dd>
            <a class="identifier" href={addressIn(language, `/batches/${source.batchId}`)}>
              {source.batchId}
            </a>
          </dd>
        </div>
        <div>
          <dt>{words.line}</dt>
          <dd>{fillTemplate(words.lineNumber, { line: writtenCount(source.line, language) })}</dd>
        </div>
        <div>
          <dt>{words.receivedAt}</dt>
          <dd>
            <Moment moment={source.receivedAt} language={language} />
          </dd>
        </div>
        <div>
          <dt>{words.place}</dt>
          <dd>{writtenPlace(source, language)}</dd>
        </div>
        <div>
          <dt>{words.version}</dt>
          <dd>{writtenVersion(source.version, language)}</dd>
        </div>
        <div>
          <dt>{words.proof}</dt>
          <dd>
            <a href={`/api/v1/records/${recordId}/proof`} download={`${recordId}.proof.json`}>
              {words.downloadProof}
            </a>
            <span class="separator" aria-hidden="true" />
            <a href={addressIn(language, '/log#check')}>{words.howToCheck}</a>
          </dd>
        </div>
      </dl>
    </details>
  );
}

function writtenPlace(source: RecordSource, language: Language): string {
  const words = wordsIn(recordWords, language);
  if (source.logPosition === null || source.recordedAt === null) return words.placePending;
  return fillTemplate(words.placeNumber, {
    position: writtenCount(source.logPosition + 1, language),
    time: writtenMoment(source.recordedAt, language),
  });
}

function writtenVersion(version: number, language: Language): string {
  const words = wordsIn(recordWords, language);
  if (version <= 1) return words.versionFirst;
  if (version === 2) return words.versionCorrectedOnce;
  return fillTemplate(words.versionCorrected, { version, times: version - 1 });
}
