// What a badge was meanwhile: some cases are about a badge that must never be
// there, or never change, and not only about the one at the end.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { badgeInWords } from './verdicts.mjs';

const INTERVAL_MS = 15;
/** Firefox delivers a response up to a second after its commit; whatever was to come has come after this. */
export const SILENCE_MS = 1300;

/** Looks at the badge of a tab again and again until `end`, which tells in words what it was, change by change. */
export function watchBadge(browser, tab) {
  const seen = [];
  let ended = false;
  const look = async () => {
    while (!ended) {
      const badge = await browser.badge(tab);
      const { text } = await browser.badge(tab);
      // Text and colour are asked one after the other: a change may come between them.
      if (text === badge.text && badgeInWords(badge) !== seen.at(-1)) {
        seen.push(badgeInWords(badge));
      }
      await delay(INTERVAL_MS);
    }
  };
  // Where a case failed before its end, its tab is closed under the watch: that is no second failure.
  const watching = look().catch((error) => error);
  return {
    async end() {
      ended = true;
      assert.equal(await watching, undefined);
      return seen;
    },
  };
}

/** Nothing happens to the badge in the time in which something would. */
export async function badgeStays(browser, tab, words, milliseconds = SILENCE_MS) {
  const watch = watchBadge(browser, tab);
  await delay(milliseconds);
  assert.deepEqual(await watch.end(), [words]);
}
