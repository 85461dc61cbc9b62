// The private memory of the process in which an extension runs, as Linux counts it.

import { readFileSync } from 'node:fs';
import { family } from '../processor-time.mjs';

/** Pages that are this process's own and were written to, in MB. */
export async function privateMemory(browser) {
  const id = (await browser.extensionProcess?.()) ?? extensionProcess(browser.browser.process().pid);
  const [, kilobytes] = /^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
  return Number(kilobytes) / 1024;
}

/** Chromium marks the renderers of extensions; there is one, since there is one extension. */
function extensionProcess(root) {
  const found = family(root).filter(({ line }) => line.includes('--extension-process'));
  if (found.length !== 1) {
    throw new Error(`${found.length} processes of extensions, not one`);
  }
  return found[0].id;
}
