// The background is ended by the browser whenever it is idle: here it is killed.

import assert from 'node:assert/strict';
import { inTwo } from '../fixture.mjs';
import { browser, furnish, inATab, NAME } from '../stage.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { gate, until } from '../waiting.mjs';

// Chromium tells of a response whose content has not begun, Firefox does not, and commits with the first byte.
const AT_FIRST = NAME === 'chromium' ? 0 : 1;

// An error page whose content comes when a case opens the gate.
let rest;
const holding = (fixture, host, bytesAtOnce) => () => {
  rest = gate();
  return { fixture, content: inTwo(fixture, host, rest.opened, bytesAtOnce) };
};
furnish({
  sites: {
    'silent-at-first.example': holding('cloudflare-branded-522', 'silent-at-first.example', AT_FIRST),
    'in-halves.example': holding('cloudflare-bare-500', 'in-halves.example', 40),
    'sent-on.example': () => ({ status: 302, fields: [['location', 'https://silent-at-first.example/']] }),
  },
});

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

inATab('A background that is killed between the response and the page loses nothing', async (tab) => {
  await tab.goto('https://well.example/');
  await browser.waitForView(tab, 'healthy');
  await browser.closePopup();
  await tab.follow('https://silent-at-first.example/');
  await until('the response', () => knowsOf(tab, 522));
  await browser.killWorker();
  rest.open();
  await badgeBecomes(browser, tab, 'red 522');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link', certainty: 'likely' });
});

inATab('A background that is killed after a redirect knows where it led', async (tab) => {
  await tab.follow('https://sent-on.example/');
  await until('the response', () => knowsOf(tab, 522));
  await browser.killWorker();
  rest.open();
  await badgeBecomes(browser, tab, 'red 522');
  assert.match((await browser.readPopup(tab)).headline, /silent-at-first\.example/);
});

inATab('A background that is killed while it reads a page reads it when the popup is opened', async (tab) => {
  await tab.follow('https://in-halves.example/');
  await badgeBecomes(browser, tab, 'grey ?');
  await until('an open question', async () => (await browser.stored(tab))?.document?.reading);
  await browser.killWorker();
  rest.open();
  await until('the whole page', () => tab.page.evaluate(() => document.readyState === 'complete'));
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { condition: 'failing', fault: 'edge', provider: 'cloudflare' });
  await badgeBecomes(browser, tab, 'red 500');
});

inATab('A background that is killed before every page of a walk says the same as one that lives', async (tab) => {
  const walk = [
    ['https://x.com/', 'red 500'],
    ['https://well.example/', 'none'],
    ['https://moved.example/', 'red 522'],
    ['https://silent.example/', 'red 522'],
    ['https://well.example/?again', 'none'],
    ['https://own-fault.example/', 'red 500'],
  ];
  for (const [url, badge] of walk) {
    await browser.killWorker();
    await tab.goto(url);
    if (badge === 'none') {
      await browser.waitForView(tab, 'healthy');
      await browser.closePopup();
    }
    await badgeBecomes(browser, tab, badge);
  }
  for (const badge of ['none', 'red 522', 'red 522', 'none', 'red 500']) {
    await browser.killWorker();
    await tab.back();
    await badgeBecomes(browser, tab, badge);
  }
});

/**
 * Whether the response is stored. In Chromium it waits for its commit; Firefox has committed by the first byte, and its
 * commit must not be on the way to a background that is killed: no later event would wake another one.
 */
async function knowsOf(tab, status) {
  const { candidates, document } = (await browser.stored(tab)) ?? {};
  const joined = [document?.outcome, document?.diagnosis?.status];
  return JSON.stringify(NAME === 'chromium' ? [candidates, joined] : joined).includes(status);
}
