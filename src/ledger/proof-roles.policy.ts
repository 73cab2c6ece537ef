// Which part each entry of a record plays in a proof.

import { hasContent } from './entry.js';
import type { EntryFacts } from './entry.model.js';
import type { ProofRole } from './proof.model.js';

/** The roles of the entries, in the order given. The content that holds is the last one put on file. */
export function proofRoles(entries: readonly Pick<EntryFacts, 'o' | 'n'>[]): ProofRole[] {
  const contents = entries.filter(({ o }) => hasContent({ operation: o }));
  const latest = Math.max(...contents.map(({ n }) => n));
  return entries.map(({ o, n }) => {
    if (hasContent({ operation: o })) return n === latest ? 'content' : 'superseded';
    return o === 'redact' ? 'redaction' : 'mark';
  });
}
