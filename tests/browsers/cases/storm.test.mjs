// Somebody who clicks faster than pages come: hundreds of loads of which few are answered and fewer shown.

import assert from 'node:assert/strict';
import { browser, inATab } from '../stage.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { ASK_AGAIN_MS, until } from '../waiting.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

const NAVIGATIONS = 600;
const PACE_MS = 12;
// A browser that was sent away faster than it can go catches up in this time.
const BACKLOG_MS = 60_000;

const PAGES = [
  ['https://well.example/', 'healthy'],
  ['https://unreachable.example/', 'failing'],
  ['https://gateway.example/', 'failing'],
  ['https://own-fault.example/', 'failing'],
  ['https://x.com/', 'failing'],
];

const LARGEST_KEY = 16 * 1024;
const MANY_TABS = 500;
const ALL_OF_THEM = 1024 * 1024;

inATab('After 600 loads the last page, a broken one, has its badge, and nothing is left of the others', async (tab, open) => {
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

inATab('After 600 loads the last page, a healthy one, has no badge, and nothing is left of the others', async (tab, open) => {
  const calm = await calmTab(open);
  const watch = watchBadge(browser, calm);
  await storm(tab, ['https://unreachable.example/', 'https://well.example/']);
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['red 500']);
  await assertLittleIsStored(tab, calm);
  assertVerdict(await browser.readPopup(calm), { view: 'verdict', fault: 'edge', certainty: 'certain' });
});

inATab('500 tabs, every other one with a history of five pages, would take no more than 1 MB of the storage', async (tab, open) => {
  await calmTab(open);
  for (const [url, condition] of PAGES) {
    await tab.goto(url);
    await until(`the page at ${url}`, async () => {
      const document = await known(tab);
      const isIt = document?.site.host === new URL(url).host && document.counted;
      return isIt && document.diagnosis?.condition === condition;
    });
  }
  const stored = Object.entries(await browser.storage());
  const sizes = stored.filter(([key]) => key.startsWith('tab.')).map(sizeOf);
  assert.equal(sizes.length, 2);
  const scaled = (sizes.reduce((sum, size) => sum + size) / sizes.length) * MANY_TABS;
  assert.ok(scaled <= ALL_OF_THEM, `${scaled} bytes: the tabs have ${sizes.join(' and ')}`);
});

async function calmTab(open) {
  const calm = await open();
  await calm.goto('https://x.com/');
  await badgeBecomes(browser, calm, 'red 500');
  return calm;
}

/**
 * Sends the tab to these sites in turn, each before the answer of the one before can be expected; ends with the last.
 * Firefox now and then loses the last of so many orders and rests at an earlier page: then the tab is sent there again.
 */
async function storm(tab, sites) {
  await browser.helper.evaluate(sendAway, tab.id(), sites, 0, NAVIGATIONS, PACE_MS);
  let asked = Date.now();
  const arrived = async () => {
    const { done, seen } = await browser.helper.evaluate(shows, tab.id(), `storm=${NAVIGATIONS - 1}`);
    if (!done && seen.status === 'complete' && Date.now() - asked > ASK_AGAIN_MS) {
      asked = Date.now();
      await browser.helper.evaluate(sendAway, tab.id(), sites, NAVIGATIONS - 1, NAVIGATIONS, PACE_MS);
    }
    return { done, seen };
  };
  await until('the last page', arrived, BACKLOG_MS);
}

async function shows(tabId, end) {
  const { url, status } = await chrome.tabs.get(tabId);
  return { done: status === 'complete' && url.endsWith(end), seen: { url, status } };
}

/** Runs in the helper tab, which is in the background: timers would be slowed down there, and messages are not. */
async function sendAway(tabId, sites, first, behind, pace) {
  const { port1, port2 } = new MessageChannel();
  const turn = () =>
    new Promise((next) => {
      port1.onmessage = next;
      port2.postMessage(null);
    });
  for (let time = first; time < behind; time += 1) {
    const end = performance.now() + pace;
    chrome.tabs.update(tabId, { url: `${sites[time % sites.length]}?storm=${time}` });
    while (performance.now() < end) {
      await turn();
    }
  }
}

async function assertLittleIsStored(...tabs) {
  assert.deepEqual(Object.entries(await browser.storage()).map(sizeOf).filter((size) => size > LARGEST_KEY), []);
  // The end of a request that was given up may be told late.
  await until('the end of all requests', async () => {
    const states = await Promise.all(tabs.map((tab) => browser.stored(tab)));
    const done = states.every(({ candidates }) => candidates.list.length === 0);
    return { done, seen: states.map(({ document, candidates }) => [document.at, document.request, candidates.list]) };
  });
}

function sizeOf([, value]) {
  return JSON.stringify(value).length;
}

async function known(tab) {
  return (await browser.stored(tab))?.document;
}
