#!/usr/bin/env node
// The command line; what it does is in src/cli.
import { existsSync } from 'node:fs';

const built = new URL('../dist/src/cli/xinheng.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('尚未构建，运行 npm run build。 Not built yet: run npm run build.\n');
  process.exitCode = 2;
}
