// What axe finds on a page in the browser, by WCAG 2.2 AA and its best practices.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { packageFile } from '../../src/kernel/package-files.js';

interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One line for each thing that axe finds. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(
    await readFile(packageFile('node_modules', 'axe-core', 'axe.min.js'), 'utf8'),
  );
  const found = await page.evaluate<AxeViolation[]>(
    `axe.run(document, ${JSON.stringify({ runOnly: rules })}).then((result) => result.violations)`,
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes[0]?.html}`);
}
