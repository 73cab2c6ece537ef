// Pairs of characters: what the search index knows of a name.

/**
 * Every pair of neighbouring characters of a folded text, each once; none for less than two characters.
 * A name that contains a text has all pairs of the text. Characters are code points, so that a rare ideograph
 * outside the basic plane counts as one.
 */
export function gramsOf(folded: string): string[] {
  const grams = new Set<string>();
  let before = '';
  for (const character of folded) {
    if (before !== '') grams.add(before + character);
    before = character;
  }
  return [...grams];
}
