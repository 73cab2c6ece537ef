// Texts as they may be stored and shown: no control characters, no invisible marks, nothing that turns the line.

// Control characters but tab and newline, zero-width and direction marks, surrogates (whole pairs are put back),
// and the two units that are no characters.
const unclean =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]/;
const invisible =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;
const lineEnds = /\r\n?|\u2028|\u2029/g;
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text without outer blanks and without what cannot be seen; line ends become `\n`. Cheap where all is well. */
export function cleanText(text: string): string {
  if (!unclean.test(text)) return text.trim();
  return text
    .replace(lineEnds, '\n')
    .replace(invisible, '')
    .replace(loneSurrogates, '\ufffd')
    .trim();
}

/** Length in characters as people count them: one for a rare character outside the basic plane. */
export function characterCount(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit <= 0xdbff) count -= 1;
  }
  return count;
}
