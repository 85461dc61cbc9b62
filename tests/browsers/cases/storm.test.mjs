// Somebody who clicks faster than pages come: hundreds of loads of which few are answered and fewer shown.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { browser, inATab } from '../stage.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

const NAVIGATIONS = 600;
const PACE_MS = 12;

const LARGEST_KEY = 16 * 1024;
const MANY_TABS = 500;
const ALL_OF_THEM = 1024 * 1024;

inATab('After 600 loads the last one, which is broken, has its badge, and nothing is left of the others', async (tab, open) => {
  const calm = await calmTab(open);
  const watch = watchBadge(browser, calm);
  await storm(tab, ['https://well.example/', 'https://unreachable.example/']);
  await badgeBecomes(browser, tab, 'red 522');
  await badgeStays(browser, tab, 'red 522');
  assert.deepEqual(await watch.end(), ['red 500']);
  await assertLittleIsStored(tab, calm);
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link', certainty: 'likely' });
  assertVerdict(await browser.readPopup(calm), { view: 'verdict', fault: 'edge', certainty: 'certain' });
});

inATab('After 600 loads the last one, which is healthy, has no badge, and nothing is left of the others', async (tab, open) => {
  const calm = await calmTab(open);
  const watch = watchBadge(browser, calm);
  await storm(tab, ['https://unreachable.example/', 'https://well.example/']);
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['red 500']);
  await assertLittleIsStored(tab, calm);
  assertVerdict(await browser.readPopup(calm), { view: 'verdict', fault: 'edge', certainty: 'certain' });
});

async function calmTab(open) {
  const calm = await open();
  await calm.goto('https://x.com/');
  await badgeBecomes(browser, calm, 'red 500');
  return calm;
}

/** Sends the tab to these sites in turn, each before the answer of the one before can be expected; ends with the last. */
async function storm(tab, sites) {
  for (let time = 0; time < NAVIGATIONS; time += 1) {
    const url = `${sites[time % sites.length]}?storm=${time}`;
    const pace = delay(PACE_MS);
    await browser.helper.evaluate((tabId, url) => void chrome.tabs.update(tabId, { url }), tab.id(), url);
    await pace;
  }
}

async function assertLittleIsStored(...tabs) {
  const stored = await browser.storage();
  const sizes = Object.entries(stored).map(([key, value]) => [key, JSON.stringify(value).length]);
  assert.deepEqual(sizes.filter(([, size]) => size > LARGEST_KEY), []);
  const whole = sizes.reduce((sum, [, size]) => sum + size, 0);
  const scaled = (whole / sizes.length) * MANY_TABS;
  assert.ok(scaled <= ALL_OF_THEM, `${MANY_TABS} tabs like these would take ${scaled} bytes: ${JSON.stringify(sizes)}`);
  const candidates = tabs.map((tab) => stored[`tab.${tab.id()}`].candidates.list);
  assert.deepEqual(candidates, [[], []]);
}
