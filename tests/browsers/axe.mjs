// axe-core looks at a page: what it finds would keep somebody from using it.

import { readFile } from 'node:fs/promises';

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);

/** The faults of the page that the driver shows, a line each. */
export async function faultsOf(page) {
  await page.evaluate(await readFile(AXE, 'utf8'));
  return page.evaluate(run);
}

async function run() {
  const { violations } = await axe.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
