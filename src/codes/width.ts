// Width and separators: codes and figures as people type them, made half-width and free of what stands between.

const fullWidthFirst = 0xff01;
const fullWidthLast = 0xff5e;
const fullWidthOffset = 0xfee0;
const ideographicSpace = 0x3000;

/** The half-width twin of a UTF-16 code unit; the unit itself where it has none. */
export function halfWidthUnit(unit: number): number {
  if (unit >= fullWidthFirst && unit <= fullWidthLast) return unit - fullWidthOffset;
  return unit === ideographicSpace ? 0x20 : unit;
}

/** Full-width letters, digits, signs and blanks made half-width; everything else stays. */
export function toHalfWidth(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (halfWidthUnit(unit) !== unit) return convert(text);
  }
  return text;
}

function convert(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    result += String.fromCharCode(halfWidthUnit(text.charCodeAt(at)));
  }
  return result;
}

/** Whether the unit is a blank, a line end or a character without width. */
export function isBlankUnit(unit: number): boolean {
  if (unit <= 0x20) return true;
  if (unit < 0xa0) return unit === 0x7f;
  if (unit >= 0x2000 && unit <= 0x200f) return true;
  return (
    unit === 0xa0 ||
    unit === ideographicSpace ||
    unit === 0xfeff ||
    unit === 0x2060 ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x00ad
  );
}

/** Whether the unit is one of the many hyphens and dashes. */
export function isHyphenUnit(unit: number): boolean {
  return (
    unit === 0x2d ||
    (unit >= 0x2010 && unit <= 0x2015) ||
    unit === 0x2212 ||
    unit === 0xff0d ||
    unit === 0x2500 ||
    unit === 0xfe63
  );
}

/** A code without blanks, hyphens and the apostrophes of spreadsheets; half-width and upper case. */
export function normaliseCode(text: string): string {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const clean = (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a);
    if (!clean) return normaliseSlowly(text);
  }
  return text;
}

function normaliseSlowly(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = halfWidthUnit(text.charCodeAt(at));
    if (isBlankUnit(unit) || isHyphenUnit(unit)) continue;
    // Spreadsheets keep long numbers as text behind ' or inside ="...".
    if (unit === 0x27 || unit === 0x2018 || unit === 0x2019 || unit === 0x22 || unit === 0x3d) {
      continue;
    }
    result += String.fromCharCode(unit);
  }
  return result.toUpperCase();
}
