// The page of an organisation: who it is, what is on record, and where each record comes from.
import type {
  CreditFilePage,
  PublicOrganisation,
  PublicRecord,
} from '../../disclosure/credit-file.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, type Language, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Chinese, UsccText } from '../parts/text.render.js';
import { RecordCard } from '../record/record-card.render.js';
import { writtenCount } from '../written.js';
import { IdentityCard } from './identity-card.render.js';
import { organisationWords } from './organisation.words.js';
import type { OrganisationLabels } from './organisation-labels.js';

interface OrganisationProperties {
  readonly frame: Frame;
  readonly file: CreditFilePage;
  readonly labels: OrganisationLabels;
  /** Codes of the fields of a record that the page shows elsewhere already. */
  readonly shownElsewhere: (record: PublicRecord) => ReadonlySet<string>;
  /** Not the first page of the records. */
  readonly continued: boolean;
}

/** The credit file of an organisation, newest decision first. */
export function OrganisationPage(properties: OrganisationProperties) {
  const { frame, file, continued } = properties;
  const { language } = frame;
  const words = wordsIn(organisationWords, language);
  const { organisation } = file;
  return (
    <Layout frame={frame} title={organisation.name} kind="file">
      {continued ? (
        <ShortIdentity organisation={organisation} language={language} />
      ) : (
        <IdentityCard organisation={organisation} labels={properties.labels} language={language} />
      )}
      <section class="file__records" aria-labelledby="records">
        <RecordsHead file={file} language={language} continued={continued} />
        {file.records.length === 0 && (
          <div class="empty">
            <h3>{words.none}</h3>
            <p>{words.noneText}</p>
          </div>
        )}
        {file.records.map((record) => (
          <RecordCard
            key={record.recordId}
            language={language}
            record={record}
            shownElsewhere={properties.shownElsewhere(record)}
          />
        ))}
        <Paging frame={frame} file={file} continued={continued} />
        <p class="file__note">{words.note}</p>
      </section>
    </Layout>
  );
}

function ShortIdentity(properties: { organisation: PublicOrganisation; language: Language }) {
  const { organisation, language } = properties;
  return (
    <header class="short-identity">
      <h1>
        <Chinese language={language}>{organisation.name}</Chinese>
      </h1>
      <p>
        <UsccText uscc={organisation.uscc} />
      </p>
    </header>
  );
}

interface RecordsHeadProperties {
  readonly file: CreditFilePage;
  readonly language: Language;
  readonly continued: boolean;
}

function RecordsHead({ file, language, continued }: RecordsHeadProperties) {
  const words = wordsIn(organisationWords, language);
  const total = file.totals.reduce((sum, kind) => sum + kind.count, 0);
  return (
    <header class="records-head">
      <h2 id="records">{words.records}</h2>
      {total > 0 && (
        <p class="records-head__total">
          {continued
            ? words.continued
            : total === 1
              ? words.totalOne
              : fillTemplate(words.total, { count: writtenCount(total, language) })}
        </p>
      )}
      {file.totals.length > 0 && (
        <ul class="tally">
          {file.totals.map((kind) => (
            <li key={kind.kind}>
              <span>{kind.title[language]}</span> <b>{writtenCount(kind.count, language)}</b>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function Paging(properties: Pick<OrganisationProperties, 'frame' | 'file' | 'continued'>) {
  const { file, continued } = properties;
  const { language } = properties.frame;
  const words = wordsIn(organisationWords, language);
  const address = addressIn(language, `/organisations/${file.organisation.uscc}`);
  if (file.next === null && !continued) return null;
  return (
    <nav class="paging" aria-label={words.records}>
      {continued && <a href={address}>{words.newest}</a>}
      {file.next !== null && (
        <a
          class="paging__next"
          rel="next"
          href={`${address}?after=${encodeURIComponent(file.next)}`}
        >
          {words.older}
        </a>
      )}
    </nav>
  );
}
