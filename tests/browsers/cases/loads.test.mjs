// Loads that end in another way than most: given up, overtaken, answered with nothing to show, or in pieces.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { inTwo } from '../fixture.mjs';
import { browser, furnish, inATab, web } from '../stage.mjs';
import { assertHop, assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { gate, until } from '../waiting.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

// Longer than a page is waited for at first, so that it is asked a second time.
const SLOW_MS = 3000;
// Longer than the second time as well.
const VERY_LONG_MS = 30_000;

// A page that is busy cannot make room for the next one, whose answer is there sooner.
const BUSY_MS = 2500;
const NEXT_MS = 300;

const late = gate();
const download = ['content-disposition', 'attachment; filename="faultline-test.bin"'];

furnish({
  sites: {
    'late.example': { fixture: 'cloudflare-branded-522', after: late.opened },
    'late-but-well.example': { fixture: 'healthy-through-cloudflare', after: late.opened },
    'download.example': { status: 200, fields: [['content-type', 'application/octet-stream'], download], content: 'x' },
    'no-content.example': { status: 204 },
    'slow.example': () => inTwoParts('cloudflare-branded-500', 'slow.example'),
    'slow-shop.example': () => inTwoParts('origin-500-through-cloudflare', 'slow-shop.example'),
    'slow-and-well.example': () => inTwoParts('healthy-through-cloudflare', 'slow-and-well.example'),
    'hanging.example': () => withoutEnd('cloudflare-branded-522', 'hanging.example'),
    'hanging-shop.example': () => withoutEnd('origin-500-through-cloudflare', 'hanging-shop.example'),
    'first.example': { status: 301, fields: [['location', 'https://second.example/']] },
    'second.example': { status: 302, fields: [['location', 'https://unreachable.example/?third']] },
    'busy.example': ({ path }) => ({ fixture: 'healthy-through-cloudflare', delay: path === '/next' ? NEXT_MS : 0 }),
    'order.example': ({ method }) =>
      method === 'POST' ? 'cloudflare-branded-524' : { fixture: 'healthy-through-cloudflare', content: ORDER },
  },
});

const ORDER = '<!doctype html><title>Order</title><form method="post" action="/order"><input name="lamp" value="1"></form>';

inATab('A load that is stopped before its answer leaves a broken page and its badge', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await startAndStop(tab, 'https://late.example/?from-broken');
  await badgeStays(browser, tab, 'red 500');
  assert.equal(await tab.address(), 'https://x.com/');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'edge', certainty: 'certain' });
});

inATab('A load that is stopped before its answer leaves a healthy page without a badge', async (tab) => {
  await tab.goto('https://well.example/');
  await browser.waitForView(tab, 'healthy');
  await startAndStop(tab, 'https://late.example/?from-well');
  await badgeStays(browser, tab, 'none');
  assert.equal(await tab.address(), 'https://well.example/');
  assertVerdict(await browser.readPopup(tab), { view: 'healthy' });
});

for (const [what, url] of [['A download', 'https://download.example/'], ['A 204', 'https://no-content.example/']]) {
  inATab(`${what} leaves a broken page and its badge`, async (tab) => {
    await tab.goto('https://x.com/');
    await badgeBecomes(browser, tab, 'red 500');
    await followAndStay(tab, `${url}?from-broken`);
    await badgeStays(browser, tab, 'red 500');
    assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'edge', certainty: 'certain' });
  });

  inATab(`${what} leaves a healthy page without a badge`, async (tab) => {
    await tab.goto('https://well.example/');
    await browser.waitForView(tab, 'healthy');
    await followAndStay(tab, `${url}?from-well`);
    await badgeStays(browser, tab, 'none');
    assertVerdict(await browser.readPopup(tab), { view: 'healthy' });
  });
}

inATab('A healthy page that overtakes one without an answer has no badge, then or later', async (tab) => {
  await tab.goto('https://well.example/?before');
  await start(tab, 'https://late.example/?overtaken');
  await tab.goto('https://well.example/?overtaking');
  const popup = await browser.waitForView(tab, 'healthy');
  assert.equal(await tab.address(), 'https://well.example/?overtaking');
  assertVerdict(popup, { fault: 'none' });
  await badgeStays(browser, tab, 'none');
});

inATab('A broken page that overtakes one without an answer keeps its badge', async (tab) => {
  await tab.goto('https://well.example/?before');
  await start(tab, 'https://late-but-well.example/');
  await tab.goto('https://unreachable.example/?overtaking');
  await badgeBecomes(browser, tab, 'red 522');
  await badgeStays(browser, tab, 'red 522');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link' });
});

inATab('A broken page whose answer came before the page before it could be put in place has its badge', async (tab) => {
  await tab.goto('https://busy.example/');
  await browser.waitForView(tab, 'healthy');
  await browser.closePopup();
  await tab.page.evaluate(leaveAndBeBusy, '/next', BUSY_MS);
  await until('the request for the next page', () => web.documents('busy.example') === 2);
  await delay(NEXT_MS * 2);
  const last = 'https://unreachable.example/?overtaking-busy';
  await browser.helper.evaluate((tabId, url) => void chrome.tabs.update(tabId, { url }), tab.id(), last);
  await until('the last page', async () => (await tab.address()) === last);
  await badgeBecomes(browser, tab, 'red 522');
  await badgeStays(browser, tab, 'red 522');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link', certainty: 'likely' });
});

inATab('An error page whose second half comes late has its badge soon and the whole verdict at the end', async (tab) => {
  await tab.follow('https://slow.example/');
  await badgeBecomes(browser, tab, 'red 500');
  assert.equal(await stillLoads(tab), true);
  const popup = await until('the verdict', async () => {
    const seen = await browser.readPopup(tab);
    return { done: seen.attributes['data-certainty'] === 'certain', seen };
  });
  assertVerdict(popup, { view: 'verdict', fault: 'edge', provider: 'cloudflare', certainty: 'certain' });
  assert.equal(await stillLoads(tab), false);
  assert.match(popup.facts.place, /London/);
});

inATab("A site's own error page whose second half comes late is judged when it is whole", async (tab) => {
  await tab.follow('https://slow-shop.example/');
  await badgeBecomes(browser, tab, 'red 500');
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { fault: 'origin', provider: '', certainty: 'likely' });
  await until('the whole page', async () => !(await stillLoads(tab)));
  await badgeStays(browser, tab, 'red 500');
  assertHop(await browser.readPopup(tab), 'edge', 'working');
});

inATab('A healthy page whose second half comes late never has a badge', async (tab) => {
  const watch = watchBadge(browser, tab);
  await tab.follow('https://slow-and-well.example/');
  await browser.waitForView(tab, 'healthy');
  await until('the whole page', async () => !(await stillLoads(tab)));
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

inATab("An error page of Cloudflare's that stops in the middle has its badge while it hangs", async (tab) => {
  await tab.follow('https://hanging.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await badgeStays(browser, tab, 'red 522', SLOW_MS);
  // Half a page proves less than a whole one.
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'link', certainty: 'possible' });
  assert.equal(await stillLoads(tab), true);
  await browser.stop(tab);
  await badgeStays(browser, tab, 'red 522');
});

inATab("A site's own error page that stops in the middle is judged at last by what there is", async (tab) => {
  await tab.follow('https://hanging-shop.example/');
  await browser.waitForBadge(tab, ({ text }) => text === '500', VERY_LONG_MS);
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { condition: 'failing', fault: 'origin' });
  assert.equal(await stillLoads(tab), true);
});

inATab('After a chain of redirects the verdict is about the site at its end', async (tab) => {
  const watch = watchBadge(browser, tab);
  await tab.goto('https://first.example/');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'link' });
  assert.match(popup.headline, /unreachable\.example/);
  assert.equal(await tab.address(), 'https://unreachable.example/?third');
  const seen = await watch.end();
  assert.deepEqual(seen.filter((words) => !['none', 'grey ?', 'red 522'].includes(words)), []);
});

inATab('An order that was answered with a 524 is not sent again, and the popup offers nothing that would', async (tab) => {
  await tab.goto('https://order.example/');
  await tab.page.evaluate(() => void setTimeout(() => document.forms[0].submit()));
  await badgeBecomes(browser, tab, 'red 524');
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { condition: 'failing', fault: 'origin' });
  assert.equal(popup.button, '');
  assert.ok(popup.advice.some((advice) => /may or may not have arrived/.test(advice)));
  assert.ok(!popup.advice.some((advice) => /then reload/.test(advice)));
  await badgeStays(browser, tab, 'red 524');
  const sent = web.requests('order.example').filter(({ destination }) => destination === 'document');
  assert.deepEqual(sent.map(({ method, path }) => `${method} ${path}`), ['GET /', 'POST /order']);
});

/** Sets out for an address and waits until the server was asked for it. */
async function start(tab, url) {
  const { host } = new URL(url);
  const before = web.documents(host);
  await tab.follow(url);
  await until(`the request for ${url}`, () => web.documents(host) > before);
}

async function startAndStop(tab, url) {
  await start(tab, url);
  await browser.stop(tab);
}

/** Follows a link that leaves the page where it is. */
async function followAndStay(tab, url) {
  const from = await tab.address();
  await start(tab, url);
  assert.equal(await tab.address(), from);
}

/** Runs in the page: sets out for an address, and then keeps the page's process from doing anything for a while. */
function leaveAndBeBusy(url, milliseconds) {
  setTimeout(() => {
    location.assign(url);
    setTimeout(() => {
      const end = Date.now() + milliseconds;
      while (Date.now() < end);
    }, 50);
  });
}

function stillLoads(tab) {
  return tab.page.evaluate(() => document.readyState === 'loading');
}

/** A recording whose content comes in two parts, with a pause that is longer than the page is waited for. */
function inTwoParts(fixture, host) {
  return { fixture, content: inTwo(fixture, host, delay(SLOW_MS)) };
}

/** A recording of whose content only the first half comes. */
function withoutEnd(fixture, host) {
  return { fixture, content: inTwo(fixture, host, new Promise(() => {})) };
}
