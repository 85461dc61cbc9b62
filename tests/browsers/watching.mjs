// What a badge was meanwhile: some cases are about a badge that must never be
// there, or never change, and not only about the one at the end.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { badgeInWords } from './verdicts.mjs';

const INTERVAL_MS = 15;
/** Firefox delivers a response up to a second after its commit; whatever was to come has come after this. */
export const SILENCE_MS = 1300;

/** Looks at the badge of a tab again and again until `end`, which tells all that it saw, each in words and once. */
export function watchBadge(browser, tab) {
  const seen = new Set();
  let ended = false;
  const watching = (async () => {
    while (!ended) {
      seen.add(badgeInWords(await browser.badge(tab)));
      await delay(INTERVAL_MS);
    }
  })();
  return {
    async end() {
      ended = true;
      await watching;
      return [...seen];
    },
  };
}

/** Nothing happens to the badge in the time in which something would. */
export async function badgeStays(browser, tab, words, milliseconds = SILENCE_MS) {
  const watch = watchBadge(browser, tab);
  await delay(milliseconds);
  assert.deepEqual(await watch.end(), [words]);
}
