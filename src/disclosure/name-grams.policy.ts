// Pairs and triples of characters: what the search index knows of a name.

/**
 * Every pair and every triple of neighbouring characters of a folded name, each once.
 * Characters are code points, so that a rare ideograph outside the basic plane counts as one.
 */
export function gramsOfName(folded: string): string[] {
  const characters = Array.from(folded);
  const grams = new Set<string>();
  for (let at = 0; at + 1 < characters.length; at += 1) {
    const pair = `${characters[at]}${characters[at + 1]}`;
    grams.add(pair);
    const third = characters[at + 2];
    if (third !== undefined) grams.add(pair + third);
  }
  return [...grams];
}

/**
 * The fewest grams that every name containing the folded text has: the pair of a text of two characters,
 * otherwise its triples (the pairs follow from them). Empty for less than two characters.
 */
export function gramsOfQuery(folded: string): string[] {
  const characters = Array.from(folded);
  if (characters.length < 2) return [];
  if (characters.length === 2) return [folded];
  const grams = new Set<string>();
  for (let at = 0; at + 2 < characters.length; at += 1) {
    grams.add(characters.slice(at, at + 3).join(''));
  }
  return [...grams];
}
