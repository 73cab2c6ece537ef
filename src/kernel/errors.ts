// Refusals: what the platform says when it does not do what was asked, and why.

/** A text that every reader gets in his own language. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What sort of refusal it is. `http/problem.ts` maps each sort to one HTTP status. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'unavailable';

/** One line of a slice's error register. `{name}` in the texts is filled from the refusal's values. */
export interface RefusalSpec {
  readonly kind: RefusalKind;
  readonly zh: string;
  readonly en: string;
  /** Instrument and article, where the refusal touches a right. */
  readonly basis?: string;
}

type RefusalValues = Readonly<Record<string, string | number>>;

/** Thrown by use cases; carries its code, its kind and what is so in both languages. */
export class Refusal extends Error {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly text: Bilingual;
  readonly basis: string | undefined;
  readonly values: RefusalValues;

  constructor(code: string, spec: RefusalSpec, values: RefusalValues = {}) {
    const text = { zh: fillTemplate(spec.zh, values), en: fillTemplate(spec.en, values) };
    super(`${code}: ${text.en}`);
    this.name = 'Refusal';
    this.code = code;
    this.kind = spec.kind;
    this.text = text;
    this.basis = spec.basis;
    this.values = values;
  }
}

/** Every refusal the program knows, by code; the error list of the docs and a test read it. */
export const refusalRegister = new Map<string, RefusalSpec>();

/**
 * Declares the refusals of one slice. Codes are `slice.what_is_so` and never reused.
 * Returns one function per line that makes the refusal: `throw refuse.batch_unknown({ batch })`.
 */
export function defineRefusals<Spec extends Record<string, RefusalSpec>>(
  slice: string,
  lines: Spec,
): { [Name in keyof Spec]: (values?: RefusalValues) => Refusal } {
  const makers = {} as { [Name in keyof Spec]: (values?: RefusalValues) => Refusal };
  for (const [name, spec] of Object.entries(lines)) {
    const code = `${slice}.${name}`;
    if (refusalRegister.has(code)) throw new Error(`refusal ${code} is declared twice`);
    refusalRegister.set(code, spec);
    makers[name as keyof Spec] = (values) => new Refusal(code, spec, values);
  }
  return makers;
}

/** Fills `{name}` in a template; a name without a value stays as it is written. */
export function fillTemplate(template: string, values: RefusalValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}
