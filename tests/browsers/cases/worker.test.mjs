// The background is ended by the browser whenever it is idle: here it is killed.

import assert from 'node:assert/strict';
import { browser, inATab } from '../stage.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';

inATab('The popup knows the verdict although the background was killed before it opened', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await browser.killWorker();
  assert.equal(badgeInWords(await browser.badge(tab)), 'red 500');
  assert.ok(Object.hasOwn(await browser.storage(), `tab.${tab.id()}`));
  await tab.page.bringToFront();
  assert.equal(await browser.workerIsRunning(), false, 'the background slept until the popup opened');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'edge', certainty: 'certain' });
  assert.match(popup.headline, /x\.com/);
});

inATab('A killed background wakes for the next page', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await browser.killWorker();
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link' });
});
