// Recorded responses that a server can replay, one test for each folder of them. Of the hundreds of other providers'
// that get no badge the native tests are enough: each would take a new tab and a second of silence here.

import assert from 'node:assert/strict';
import { browser, inATab, recordings, show } from '../stage.mjs';
import { badgeBecomes, badgeInWords } from '../verdicts.mjs';

for (const [folder, healthy] of byFolder(({ badge, folder }) => badge === 'none' && !/^(providers|filters)\b/.test(folder))) {
  inATab(`No healthy page of ${folder} has a badge`, async () => {
    const wrong = [];
    for (const { name } of healthy) {
      // A new tab each time: in a used one the popup could still speak of the page before.
      const tab = await browser.newTab();
      await tab.goto(show(name));
      await browser.waitForJudgement(tab);
      const badge = badgeInWords(await browser.badge(tab));
      if (badge !== 'none') {
        wrong.push(`${name}: ${badge}`);
      }
      await tab.close();
    }
    assert.deepEqual(wrong, []);
  });
}

for (const [folder, failing] of byFolder(({ badge }) => badge !== 'none')) {
  inATab(`Every recorded failure of ${folder} gets the badge that its file expects`, async (tab) => {
    const wrong = [];
    for (const { name, badge } of failing) {
      await tab.goto(show(name));
      await badgeBecomes(browser, tab, badge).catch((error) => wrong.push(`${name}, ${badge}: ${error.message}`));
    }
    assert.deepEqual(wrong, []);
  });
}

/** The recordings that fit, by folder: one test for each, which fits into its time. */
function byFolder(fits) {
  const fitting = recordings.filter(fits);
  assert.notEqual(fitting.length, 0);
  const folders = new Set(fitting.map(({ folder }) => folder));
  return [...folders].map((name) => [name, fitting.filter(({ folder }) => folder === name)]);
}
