// Ways back: what a page shows that was left and is shown again.

import assert from 'node:assert/strict';
import { browser, inATab } from '../stage.mjs';
import { badgeBecomes } from '../verdicts.mjs';

inATab('Going back from a broken page to a healthy one takes the badge away', async (tab) => {
  await tab.goto('https://well.example/');
  await browser.waitForView(tab, 'healthy');
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.back();
  await browser.waitForView(tab, 'healthy');
  assert.equal((await browser.badge(tab)).text, '');
  assert.equal(await tab.address(), 'https://well.example/');
});
