// The life of a tab: discarded, moved, copied, closed and restored, in one window and in two.

import assert from 'node:assert/strict';
import { inTwo } from '../fixture.mjs';
import { browser, furnish, inATab, NAME, web } from '../stage.mjs';
import { sessionsCompanion } from '../companions.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { badgeStays } from '../watching.mjs';

const HANGING = 'origin-500-through-cloudflare';

furnish({
  companions: NAME === 'chromium' ? [sessionsCompanion()] : [],
  sites: {
    // A page whose end never comes.
    'hanging.example': () => ({ fixture: HANGING, content: inTwo(HANGING, 'hanging.example', new Promise(() => {})) }),
  },
});

inATab('A broken page that was discarded has its badge again when its tab is used again', async (front) => {
  const url = 'https://unreachable.example/?discarded';
  const tab = await browser.newTab();
  await tab.goto(url);
  await badgeBecomes(browser, tab, 'red 522');
  const asked = web.documents('unreachable.example');
  const found = await discardAndUse(tab, url, front);
  try {
    await until('the page to be asked for again', () => web.documents('unreachable.example') > asked);
    await badgeBecomes(browser, found, 'red 522');
    assertVerdict(await browser.waitForView(found, 'verdict'), { fault: 'link', certainty: 'likely' });
    assert.equal(Object.hasOwn(await browser.storage(), `tab.${tab.id()}`), found.id() === tab.id());
    await badgeStays(browser, found, 'red 522');
  } finally {
    await found.close();
  }
});

inATab('A healthy page that was discarded has no badge when its tab is used again', async (front) => {
  const url = 'https://well.example/?discarded';
  const tab = await browser.newTab();
  await tab.goto(url);
  await browser.waitForView(tab, 'healthy');
  await browser.closePopup();
  const found = await discardAndUse(tab, url, front);
  try {
    assertVerdict(await browser.waitForView(found, 'healthy'), { condition: 'healthy' });
    await badgeStays(browser, found, 'none');
  } finally {
    await found.close();
  }
});

inATab('A broken page that is moved to another window keeps its badge and its verdict', async (tab) => {
  await tab.goto('https://unreachable.example/?moved');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.helper.evaluate((tabId) => chrome.windows.create({ tabId }), tab.id());
  await badgeStays(browser, tab, 'red 522');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link', certainty: 'likely' });
});

inATab('A copy of a tab with a broken page has a badge of its own', async (tab) => {
  await tab.goto('https://unreachable.example/?copied');
  await badgeBecomes(browser, tab, 'red 522');
  const { id } = await browser.helper.evaluate((tabId) => chrome.tabs.duplicate(tabId), tab.id());
  const copy = { id: () => id };
  try {
    await badgeBecomes(browser, copy, 'red 522');
    await badgeStays(browser, copy, 'red 522');
    assert.equal(badgeInWords(await browser.badge(tab)), 'red 522');
    await tab.goto('https://well.example/?copied');
    await browser.waitForView(tab, 'healthy');
    assert.equal(badgeInWords(await browser.badge(copy)), 'red 522');
  } finally {
    await browser.helper.evaluate((id) => chrome.tabs.remove(id), id);
  }
});

inATab('A tab that was closed and restored has the badge of its broken page', async () => {
  const url = 'https://unreachable.example/?restored';
  const closed = await browser.newTab();
  await closed.goto(url);
  await badgeBecomes(browser, closed, 'red 522');
  await closed.close();
  await until('the end of the stored tab', async () => !Object.hasOwn(await browser.storage(), `tab.${closed.id()}`));
  await browser.restoreTab();
  const restored = await browser.adopt(await browser.tabAt(url));
  try {
    await activate(restored.id());
    await badgeBecomes(browser, restored, 'red 522');
    assertVerdict(await browser.waitForView(restored, 'verdict'), { fault: 'link', certainty: 'likely' });
  } finally {
    await restored.close();
  }
});

inATab('A tab that is closed while its page is being read leaves nothing behind', async () => {
  const closing = await browser.newTab();
  const key = `tab.${closing.id()}`;
  await closing.follow('https://hanging.example/');
  await until('the open question', async () => (await browser.stored(closing))?.document?.reading);
  await closing.close();
  await until('the end of the stored tab', async () => !Object.hasOwn(await browser.storage(), key));
  // The page's answer, or its silence, is to come now: longer than the worker waits at first.
  await badgeStays(browser, await anyTab(), 'none', 2600);
  assert.equal(Object.hasOwn(await browser.storage(), key), false);
});

inATab('A broken page in one window and a healthy one in another keep to themselves', async (tab) => {
  await tab.goto('https://well.example/?first-window');
  await browser.waitForView(tab, 'healthy');
  await browser.closePopup();
  const url = 'https://unreachable.example/?second-window';
  const id = await browser.helper.evaluate(async (url) => (await chrome.windows.create({ url })).tabs[0].id, url);
  await browser.tabAt(url);
  const other = await browser.adopt(id);
  try {
    await badgeBecomes(browser, other, 'red 522');
    await badgeStays(browser, tab, 'none');
    assertVerdict(await browser.readPopup(other), { view: 'verdict', fault: 'link' });
    await browser.closePopup();
    await tab.reload();
    await badgeStays(browser, other, 'red 522');
    assertVerdict(await browser.readPopup(tab), { view: 'healthy' });
  } finally {
    await browser.closePopup();
    await other.close();
  }
});

/** Lets the browser throw the page of a tab away, and uses the tab again: in Chromium it is another one then. */
async function discardAndUse(tab, url, front) {
  await front.goto('https://well.example/?in-front');
  await activate(front.id());
  await browser.helper.evaluate((tabId) => chrome.tabs.discard(tabId), tab.id());
  const id = await browser.tabAt(url);
  await activate(id);
  return browser.adopt(id);
}

async function activate(tabId) {
  await browser.helper.evaluate((tabId) => chrome.tabs.update(tabId, { active: true }), tabId);
}

/** The tab that the questions to the extension are asked from: it never has a badge. */
async function anyTab() {
  const id = await browser.helper.evaluate(async () => (await chrome.tabs.getCurrent()).id);
  return { id: () => id };
}
