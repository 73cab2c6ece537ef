// A one-time code that is shown once, and recoveries that wait for their second person.
import type { WaitingRecovery } from '../../access/recoveries.js';
import { fillTemplate, type Refusal } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { Fault, Form } from '../parts/form.render.js';
import { Moment } from '../parts/text.render.js';
import { writtenMoment } from '../written.js';
import { administrationWords } from './administration.words.js';

interface CodeProperties {
  readonly frame: Frame;
  readonly code: string;
  readonly endsAt: number;
  /** Where to go from there. */
  readonly back: string;
}

/** A one-time code, shown once. */
export function OneTimeCodePage({ frame, code, endsAt, back }: CodeProperties) {
  const { language } = frame;
  const words = wordsIn(administrationWords, language);
  const time = writtenMoment(endsAt, language);
  return (
    <Layout frame={frame} title={words.codeTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.codeTitle}</h1>
      <p class="page-lead">{fillTemplate(words.codeLead, { time })}</p>
      <code class="secret">{code}</code>
      <p>
        <a href={addressIn(language, '/recover')}>{words.codeUse}</a>
      </p>
      <Back frame={frame} to={back} />
    </Layout>
  );
}

/** The way back to where one came from. */
export function Back({ frame, to }: { readonly frame: Frame; readonly to: string }) {
  return (
    <p class="onward">
      <a href={addressIn(frame.language, to)}>{administrationWords.back[frame.language]}</a>
    </p>
  );
}

interface RecoveriesProperties {
  readonly frame: Frame;
  readonly fault: Refusal | undefined;
  readonly recoveries: readonly WaitingRecovery[];
  /** The reader himself: what he started is for somebody else to confirm. */
  readonly actor: string;
}

/** What waits for a second person. */
export function RecoveriesPage({ frame, fault, recoveries, actor }: RecoveriesProperties) {
  const { language } = frame;
  const words = wordsIn(administrationWords, language);
  return (
    <Layout frame={frame} title={words.recoveriesTitle} kind="reading" unlisted>
      <h1 class="page-title">{words.recoveriesTitle}</h1>
      <p class="page-lead">{words.recoveriesLead}</p>
      <Fault fault={fault} language={language} />
      {recoveries.length === 0 && <p class="section">{words.recoveriesNone}</p>}
      <ul class="cards">
        {recoveries.map(({ recoveryId, name, login, reason, startedAt, startedBy, accountId }) => (
          <li key={recoveryId} class="card">
            <div>
              <strong>{name}</strong> <span class="quiet">{login}</span>
              <p>{reason}</p>
              <p class="quiet">
                <Moment moment={startedAt} language={language} />
              </p>
            </div>
            {startedBy === actor || accountId === actor ? (
              <span class="quiet">{words.recoverNotYours}</span>
            ) : (
              <Form
                frame={frame}
                to="/administration/recoveries"
                unseen={{ recovery: recoveryId }}
                submit={words.recoverConfirm}
                about={fillTemplate(words.recoverConfirmOf, { name: name ?? '' })}
                small
              />
            )}
          </li>
        ))}
      </ul>
      <Back frame={frame} to="/account" />
    </Layout>
  );
}
