// Canonical JSON (RFC 8785): one value, one sequence of bytes.
import serialise from 'canonicalize';

/** Values that canonical JSON can hold. `undefined` members are left out. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue | undefined };

/** The canonical text of a value. Refuses what JSON cannot say (NaN, lone surrogates). */
export function canonicalText(value: CanonicalValue): string {
  const text = serialise(value);
  if (text === undefined) throw new TypeError('the value has no canonical form');
  return text;
}

/** The canonical bytes (UTF-8) of a value. */
export function canonicalBytes(value: CanonicalValue): Buffer {
  return Buffer.from(canonicalText(value), 'utf8');
}
