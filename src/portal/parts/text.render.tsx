// Small pieces of text: Chinese inside an English page, codes in groups, days and moments.
import type { ComponentChildren } from 'preact';
import type { Language } from '../language.js';
import { usccGroups, writtenDay, writtenMoment } from '../written.js';

/** Names and texts as the agencies wrote them: Chinese, and marked so where the page speaks English. */
export function Chinese({
  language,
  children,
}: {
  language: Language;
  children: ComponentChildren;
}) {
  return language === 'zh' ? <>{children}</> : <span lang="zh-CN">{children}</span>;
}

/** A code in groups that the eye can hold. The gaps are drawn, not written: copying gives the bare code. */
export function UsccText({ uscc }: { readonly uscc: string }) {
  return (
    <span class="uscc">
      {usccGroups(uscc).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </span>
  );
}

/** A day. The machine-readable form is left out where it is no day (long-term). */
export function Day({ day, language }: { readonly day: string; readonly language: Language }) {
  const written = writtenDay(day, language);
  return written === day || day === 'long-term' ? (
    <>{written}</>
  ) : (
    <time dateTime={day}>{written}</time>
  );
}

/** A moment, in milliseconds. */
export function Moment({
  moment,
  language,
}: {
  readonly moment: number;
  readonly language: Language;
}) {
  return <time dateTime={new Date(moment).toISOString()}>{writtenMoment(moment, language)}</time>;
}
