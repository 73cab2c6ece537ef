// The five answers to a row, and their sum.

/** What became of a row. */
export type RowAnswer = 'admitted' | 'unchanged' | 'corrected' | 'returned' | 'held';

/** How many rows were read, and how many of them got each answer. */
export type RowCounts = Record<'read' | RowAnswer, number>;

/** As stored, one letter a row. */
export const answerLetters: Readonly<Record<RowAnswer, string>> = {
  admitted: 'a',
  unchanged: 'u',
  corrected: 'c',
  returned: 'r',
  held: 'h',
};

/** The answer behind a stored letter. */
export function answerOfLetter(letter: string): RowAnswer | undefined {
  const names = Object.keys(answerLetters) as RowAnswer[];
  return names.find((name) => answerLetters[name] === letter);
}

export function noRows(): RowCounts {
  return { read: 0, admitted: 0, unchanged: 0, corrected: 0, returned: 0, held: 0 };
}
