// The processes of a browser, and the time that they ran, as Linux counts it.

import { readdirSync, readFileSync } from 'node:fs';

/** All processes that come from this one, with it: {id, parent, line}. */
export function family(root) {
  const known = new Set([root]);
  const processes = readdirSync('/proc').map(Number).filter(Boolean).sort((a, b) => a - b).map(describe).filter(Boolean);
  for (let before = 0; before !== known.size; ) {
    before = known.size;
    processes.filter(({ parent }) => known.has(parent)).forEach(({ id }) => known.add(id));
  }
  return processes.filter(({ id }) => known.has(id));
}

/** How long the threads of these processes ran by now, in milliseconds. */
export function processorTime(root) {
  const nanoseconds = family(root).flatMap(({ id }) => list(`/proc/${id}/task`).map((thread) => ran(`/proc/${id}/task/${thread}`)));
  return nanoseconds.reduce((sum, time) => sum + time, 0) / 1e6;
}

// A process or a thread may end while the others are looked at.
function ran(thread) {
  try {
    return Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function describe(id) {
  try {
    const [, parent] = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
    return { id, parent: Number(parent), line: readFileSync(`/proc/${id}/cmdline`, 'latin1') };
  } catch {
    return undefined;
  }
}
