// Tests wait for a condition, never for a length of time: a slow machine makes
// them slower, not wrong.

import { setTimeout as delay } from 'node:timers/promises';

const INTERVAL_MS = 25;
// Long enough for a machine that builds something else at the same time.
const PATIENCE_MS = 30_000;
/** What was asked of the browser and did not come is asked again after so long. */
export const ASK_AGAIN_MS = 5_000;

/** The first truthy answer of `probe`; an error that says what did not come, and what came last. */
export async function until(what, probe, timeoutMs = PATIENCE_MS) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const { done, seen } = asAnswer(await probe());
    if (done) {
      return seen;
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not come within ${timeoutMs} ms; last seen: ${JSON.stringify(seen)}`);
    }
    await delay(INTERVAL_MS);
  }
}

/** A probe answers with a value, or with {done, seen} where a failure should tell what it saw. */
function asAnswer(value) {
  return typeof value === 'object' && value !== null && 'done' in value ? value : { done: Boolean(value), seen: value };
}

/** Something that waits until a test lets it go on: {opened, open}. */
export function gate() {
  const made = {};
  made.opened = new Promise((open) => {
    made.open = open;
  });
  return made;
}
