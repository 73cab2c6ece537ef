// What was done about an alert or a finding, in its order.
import type { Language } from '../language.js';
import { Moment } from '../parts/text.render.js';

interface StepsTakenProperties {
  readonly language: Language;
  readonly steps: readonly { readonly state: string; readonly note: string; readonly at: string }[];
  /** What each state is called. */
  readonly states: Readonly<Record<string, string>>;
}

/** The steps; nothing where there are none. */
export function StepsTaken({ language, steps, states }: StepsTakenProperties) {
  if (steps.length === 0) return null;
  return (
    <ol class="steps-taken">
      {steps.map(({ state, note, at }) => (
        <li key={at}>
          <strong>{states[state] ?? state}</strong> <span lang="zh-CN">{note}</span>{' '}
          <span class="quiet">
            <Moment moment={Date.parse(at)} language={language} />
          </span>
        </li>
      ))}
    </ol>
  );
}
