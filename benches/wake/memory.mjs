// The private memory of the process in which an extension runs, as Linux counts it.

import { readdirSync, readFileSync } from 'node:fs';

/** Pages that are this process's own and were written to, in MB. */
export async function privateMemory(browser) {
  const id = (await browser.extensionProcess?.()) ?? extensionProcess(browser.browser.process().pid);
  const [, kilobytes] = /^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
  return Number(kilobytes) / 1024;
}

/** Chromium marks the renderers of extensions; there is one, since there is one extension. */
function extensionProcess(root) {
  const family = new Set([root]);
  const processes = readdirSync('/proc').map(Number).filter(Boolean).sort((a, b) => a - b).map(describe).filter(Boolean);
  for (let before = 0; before !== family.size; ) {
    before = family.size;
    processes.filter(({ parent }) => family.has(parent)).forEach(({ id }) => family.add(id));
  }
  const found = processes.filter(({ id, line }) => family.has(id) && line.includes('--extension-process'));
  if (found.length !== 1) {
    throw new Error(`${found.length} processes of extensions, not one`);
  }
  return found[0].id;
}

/** A process may end while the others are looked at. */
function describe(id) {
  try {
    const [, parent] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
    return { id, parent: Number(parent), line: readFileSync(`/proc/${id}/cmdline`, 'latin1') };
  } catch {
    return undefined;
  }
}
