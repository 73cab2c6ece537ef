// Checks the room table (.dependency-cruiser.mjs) with dependency-cruiser; `node scripts/room-table.mjs [folder ...]`.
import { createRequire } from 'node:module';

// dependency-cruiser 17 reads TypeScript with swc when there is no TypeScript with a JavaScript interface
// (7 has none), but does not tell swc that a .tsx file holds JSX. Versions that do need Node 22.
const swc = createRequire(import.meta.url)('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (path, options) => parseFileSync(path, { ...options, tsx: path.endsWith('x') });

const { cruise } = await import('dependency-cruiser');
const { default: configuration } = await import('../.dependency-cruiser.mjs');

const folders = process.argv.length > 2 ? process.argv.slice(2) : ['src', 'test', 'bench'];
const { forbidden, options } = configuration;
const { output } = await cruise(folders, {
  ...options,
  ruleSet: { forbidden },
  validate: true,
  outputType: 'err',
});
process.stdout.write(typeof output === 'string' ? output : JSON.stringify(output));
