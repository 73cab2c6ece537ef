// Headings in their comparable form: the same heading is written with other widths, brackets, marks and blanks.

// Marks that say whether a column must be filled; they are no part of its name.
const requirednessMarks =
  /[([【〔[]?(?:必填项?|选填项?|非必填项?|涉及时必填|条件必填|required|optional)[)\]】〕\]]?/giu;
const noise = /[\s\p{P}\p{S}\p{C}]+/gu;

/** The comparable form of a heading: NFKC, lower case, without blanks, brackets, asterisks and marks. */
export function foldHeading(heading: string): string {
  return heading.normalize('NFKC').replace(requirednessMarks, '').replace(noise, '').toLowerCase();
}
