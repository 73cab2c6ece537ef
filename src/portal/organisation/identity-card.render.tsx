// Who an organisation is, at a glance.
import type { PublicOrganisation } from '../../disclosure/credit-file.model.js';
import { fillTemplate } from '../../kernel/errors.js';
import { type Language, wordsIn } from '../language.js';
import { Chinese, Day, UsccText } from '../parts/text.render.js';
import { writtenDay } from '../written.js';
import { organisationWords } from './organisation.words.js';
import type { OrganisationLabels } from './organisation-labels.js';

interface IdentityProperties {
  readonly organisation: PublicOrganisation;
  readonly labels: OrganisationLabels;
  readonly language: Language;
}

/** Name, code, status and registration; former names; whether a registration stands behind it. */
export function IdentityCard({ organisation, labels, language }: IdentityProperties) {
  const words = wordsIn(organisationWords, language);
  return (
    <header class="identity">
      <p class="eyebrow">{words.eyebrow}</p>
      <h1 class="identity__name">
        <Chinese language={language}>{organisation.name}</Chinese>
      </h1>
      {organisation.nameIsMasked && <p class="identity__masked">{words.maskedName}</p>}
      <div class="identity__line">
        <p class="identity__code">
          <span class="identity__label">{words.uscc}</span> <UsccText uscc={organisation.uscc} />
        </p>
        <Status status={organisation.status} language={language} />
      </div>
      <dl class="identity__facts">
        <div>
          <dt>{words.category}</dt>
          <dd>{labels.category}</dd>
        </div>
        <div>
          <dt>{words.registeredOn}</dt>
          <dd>
            {organisation.registeredOn ? (
              <Day day={organisation.registeredOn} language={language} />
            ) : (
              <span class="quiet">{words.notKnown}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.region}</dt>
          <dd>{labels.region ?? <span class="quiet">{words.notKnown}</span>}</dd>
        </div>
        <div>
          <dt>{words.confirmation}</dt>
          <dd>{organisation.confirmed ? words.confirmed : words.unconfirmed}</dd>
        </div>
        <FormerNames organisation={organisation} language={language} />
      </dl>
    </header>
  );
}

function FormerNames({ organisation, language }: Omit<IdentityProperties, 'labels'>) {
  const words = wordsIn(organisationWords, language);
  if (organisation.formerNames.length === 0) return null;
  return (
    <div class="identity__wide">
      <dt>{words.formerNames}</dt>
      {organisation.formerNames.map((former) => (
        <dd key={former.name}>
          <Chinese language={language}>{former.name}</Chinese>
          {former.usedUntil && (
            <span class="quiet">
              {' '}
              {fillTemplate(words.usedUntil, { day: writtenDay(former.usedUntil, language) })}
            </span>
          )}
        </dd>
      ))}
    </div>
  );
}

/** The registration status: a word with a shape of its own. */
export function Status({
  status,
  language,
}: {
  readonly status: string;
  readonly language: Language;
}) {
  const known =
    status === 'active' || status === 'revoked' || status === 'cancelled' ? status : 'unknown';
  return (
    <p class={`status status--${known}`}>
      <span class="unseen">{organisationWords.status[language]} </span>
      {organisationWords[known][language]}
    </p>
  );
}
