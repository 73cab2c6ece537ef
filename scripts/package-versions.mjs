// Whether a version lies in a range as advisories write them: npm ranges of comparators, and the events of OSV.

/** @typedef {{ readonly numbers: readonly number[], readonly before: readonly string[] }} Version */

/**
 * Reads `1.2.3` or `1.2.3-beta.4`; build numbers count nothing.
 * @param {string} text
 * @returns {Version | undefined}
 */
function readVersion(text) {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  const numbers = [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
  return { numbers, before: match[4]?.split('.') ?? [] };
}

/**
 * The order of semantic versions (semver.org, 11).
 * @param {Version} one
 * @param {Version} other
 */
function compare(one, other) {
  for (const [at, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (one.before.length === 0 || other.before.length === 0) {
    return other.before.length - one.before.length;
  }
  for (let at = 0; at < Math.max(one.before.length, other.before.length); at += 1) {
    const difference = comparePart(one.before[at], other.before[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * @param {string | undefined} one
 * @param {string | undefined} other
 */
function comparePart(one, other) {
  if (one === undefined) return -1;
  if (other === undefined) return 1;
  const [first, second] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (first && second) return Number(one) - Number(other);
  if (first !== second) return first ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}

/**
 * Whether the version is in an npm range such as `>=1.0.0 <1.2.3 || =2.0.0`. A range that is not understood counts as
 * one that holds: somebody has to look.
 * @param {string} version
 * @param {string} range
 */
export function isInRange(version, range) {
  const read = readVersion(version);
  if (!read) return true;
  return range.split('||').some((part) => {
    const comparators = part
      .trim()
      .replace(/([<>=])\s+/g, '$1')
      .split(/\s+/);
    return comparators.every((comparator) => holds(read, comparator));
  });
}

/**
 * @param {Version} version
 * @param {string} comparator
 */
function holds(version, comparator) {
  const match = /^(<=|>=|<|>|=)?(.+)$/.exec(comparator);
  const bound = readVersion(match?.[2] ?? '');
  if (!match || !bound) return true;
  const order = compare(version, bound);
  if (match[1] === '<') return order < 0;
  if (match[1] === '<=') return order <= 0;
  if (match[1] === '>') return order > 0;
  if (match[1] === '>=') return order >= 0;
  return order === 0;
}

/**
 * Whether the version is affected by an OSV range of type SEMVER: an ordered list of introduced, fixed, last_affected.
 * @param {string} version
 * @param {readonly Record<string, string>[]} events
 */
export function isAffected(version, events) {
  const read = readVersion(version);
  if (!read) return true;
  let affected = false;
  for (const event of events) {
    const [kind, text] = Object.entries(event)[0] ?? ['', ''];
    const bound = text === '0' ? { numbers: [0, 0, 0], before: ['0'] } : readVersion(text);
    if (!bound) return true;
    const order = compare(read, bound);
    if (kind === 'introduced' && order >= 0) affected = true;
    if (kind === 'fixed' && order >= 0) affected = false;
    if (kind === 'last_affected' && order > 0) affected = false;
  }
  return affected;
}
