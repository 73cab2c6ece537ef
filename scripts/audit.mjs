// Looks at every installed package: its licence against scripts/allowed-licences.yml, and whether a weakness of it is known.
// `npm run audit` asks the registry; `npm run audit -- --advisories PATH` reads a file or folder instead, for machines
// without a network: records of OSV (https://osv.dev, the export of npm), or the answer of the registry's advisories.
// `--licences` leaves weaknesses out; `--root FOLDER` looks at another package. Exit 0: nothing found; 1: something found;
// 2: weaknesses could not be looked up.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { isAffected, isInRange } from './package-versions.mjs';

/** @typedef {{ readonly name: string, readonly version: string, readonly path: string, readonly isTool: boolean }} Package */
/** @typedef {{ readonly id: string, readonly title: string, readonly package: string, readonly version: string }} Weakness */

const home = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    advisories: { type: 'string' },
    licences: { type: 'boolean', default: false },
    root: { type: 'string', default: join(home, '..') },
  },
});

const packages = listPackages(values.root);
const refused = lookAtLicences(packages);
for (const line of refused) say(`licence  ${line}`);
say(`${packages.length} packages installed, ${refused.length} with a licence that is not allowed`);
process.exitCode = Math.max(refused.length > 0 ? 1 : 0, values.licences ? 0 : lookForWeaknesses());

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * What the lockfile names and the disk holds; packages for other machines are not installed.
 * @param {string} root
 * @returns {Package[]}
 */
function listPackages(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '' && existsSync(join(root, path, 'package.json')))
    .map(([path, entry]) => {
      const { name, version } = readManifest(join(root, path));
      return { name, version, path: join(root, path), isTool: entry.dev === true };
    });
}

/** @param {string} folder */
function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/**
 * @param {readonly Package[]} installed
 * @returns {string[]}
 */
function lookAtLicences(installed) {
  const allowed = parse(readFileSync(join(home, 'allowed-licences.yml'), 'utf8'));
  const shipped = new Set(allowed.shipped);
  const tools = new Set([...allowed.shipped, ...allowed.tools]);
  return installed.flatMap(({ name, version, path, isTool }) => {
    const { license, licenses } = readManifest(path);
    const named = license ?? licenses?.[0];
    const licence = typeof named === 'string' ? named : (named?.type ?? 'none named');
    return mayBeUsed(licence, isTool ? tools : shipped) ? [] : [`${name} ${version}: ${licence}`];
  });
}

/**
 * An SPDX expression: `A OR B` is ours to choose from, `A AND B` binds to both.
 * @param {string} expression
 * @param {ReadonlySet<string>} allowed
 * @returns {boolean}
 */
function mayBeUsed(expression, allowed) {
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  return bare
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((licence) => allowed.has(licence.trim())));
}

/** Looks weaknesses up, says them, and gives the exit code. */
function lookForWeaknesses() {
  const found = values.advisories === undefined ? askRegistry() : readAdvisories(values.advisories);
  if (found === undefined) {
    say('weaknesses could not be looked up: the registry does not answer.');
    say(
      'Fetch the npm export of https://osv.dev elsewhere, then: npm run audit -- --advisories FILE',
    );
    return 2;
  }
  for (const { id, title, package: name, version } of found) {
    say(`weakness ${id} ${name} ${version}: ${title}`);
  }
  say(`${found.length} known weaknesses`);
  return found.length > 0 ? 1 : 0;
}

/** @returns {Weakness[] | undefined} */
function askRegistry() {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: values.root, encoding: 'utf8' });
  try {
    const { vulnerabilities } = JSON.parse(stdout);
    if (vulnerabilities === undefined) return undefined;
    return Object.entries(vulnerabilities).flatMap(([name, { via }]) =>
      via
        .filter((/** @type {unknown} */ cause) => typeof cause === 'object')
        .map((/** @type {{ url: string, title: string, range: string }} */ cause) => ({
          id: cause.url,
          title: cause.title,
          package: name,
          version: cause.range,
        })),
    );
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @returns {Weakness[]}
 */
function readAdvisories(path) {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(path, name))
    : [path];
  return files.flatMap((file) => {
    const content = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(content)) return content.flatMap(ofOsv);
    return typeof content.id === 'string' ? ofOsv(content) : ofRegistry(content);
  });
}

/**
 * @param {any} record of the OSV schema
 * @returns {Weakness[]}
 */
function ofOsv(record) {
  if (record.withdrawn) return [];
  return (record.affected ?? []).flatMap((/** @type {any} */ affected) => {
    if (affected.package?.ecosystem !== 'npm') return [];
    return weaknesses(affected.package.name, record.id, record.summary ?? '', (version) => {
      const ranges = (affected.ranges ?? []).filter(
        (/** @type {any} */ { type }) => type !== 'GIT',
      );
      return (
        (affected.versions ?? []).includes(version) ||
        ranges.some((/** @type {any} */ { events }) => isAffected(version, events))
      );
    });
  });
}

/**
 * @param {Record<string, any[]>} answer of the registry, by package
 * @returns {Weakness[]}
 */
function ofRegistry(answer) {
  return Object.entries(answer).flatMap(([name, advisories]) =>
    advisories.flatMap(({ url, id, title, vulnerable_versions: range }) =>
      weaknesses(name, url ?? String(id), title, (version) => isInRange(version, range)),
    ),
  );
}

/**
 * @param {string} name
 * @param {string} id
 * @param {string} title
 * @param {(version: string) => boolean} isAffectedVersion
 * @returns {Weakness[]}
 */
function weaknesses(name, id, title, isAffectedVersion) {
  return packages
    .filter((installed) => installed.name === name && isAffectedVersion(installed.version))
    .map(({ version }) => ({ id, title, package: name, version }));
}
