// The auditor's first page, and how many of the year's audits are done.
import type { AuditYear } from '../../audit/security-audits.js';
import { fillTemplate } from '../../kernel/errors.js';
import { addressIn, wordsIn } from '../language.js';
import { type Frame, Layout } from '../layout.render.js';
import { auditWords } from './audit.words.js';

interface AuditPageProperties {
  readonly frame: Frame;
  readonly register: AuditYear;
  /** Undefined: not for this reader. */
  readonly openAlerts: number | undefined;
  readonly ways: readonly (readonly [
    word: 'toTrail' | 'toExport' | 'toAlerts' | 'toRegister',
    address: string,
    act: string,
  ])[];
}

/** What is open, and the ways on from there. */
export function AuditPage({ frame, register, openAlerts, ways }: AuditPageProperties) {
  const { language } = frame;
  const words = wordsIn(auditWords, language);
  return (
    <Layout frame={frame} title={words.title} kind="reading" unlisted>
      <h1 class="page-title">{words.title}</h1>
      <p class="page-lead">{words.lead}</p>
      <DoneOf frame={frame} register={register} />
      {openAlerts !== undefined && (
        <p class={openAlerts > 0 ? 'notice' : undefined}>
          {fillTemplate(words.openAlerts, { count: openAlerts })}
        </p>
      )}
      <nav aria-label={words.title}>
        <ul class="ways">
          {ways.map(([word, address]) => (
            <li key={address}>
              <a href={addressIn(language, address)}>{words[word]}</a>
            </li>
          ))}
        </ul>
      </nav>
    </Layout>
  );
}

/** How many of the year's audits are done, on what that rests, and what is open. */
export function DoneOf({
  frame: { language },
  register,
}: {
  readonly frame: Frame;
  readonly register: AuditYear;
}) {
  const words = wordsIn(auditWords, language);
  const { year, done, atLeast, basis, openFindings: open, overdueFindings: overdue } = register;
  return (
    <>
      <p class="done-of">{fillTemplate(words.doneOf, { year, done, atLeast })}</p>
      <p class="quiet" lang="zh-CN">
        {basis}
      </p>
      <p>{fillTemplate(words.findingsOpen, { open, overdue })}</p>
    </>
  );
}

/** The way back to the first page. */
export function BackToAudit({ frame: { language } }: { readonly frame: Frame }) {
  return (
    <p>
      <a class="more" href={addressIn(language, '/audit')}>
        {auditWords.back[language]}
      </a>
    </p>
  );
}
