// Ways back: what a page shows that was left and is shown again, and what changes the address without leaving.
//
// Firefox restores pages from its back-forward cache whatever their status was; Chromium loads those with a 5xx again.

import assert from 'node:assert/strict';
import { readFixture } from '../fixture.mjs';
import { browser, furnish, inATab, NAME, web } from '../stage.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

const { fields } = readFixture('healthy-through-cloudflare');
const UNCACHED = {
  fixture: 'healthy-through-cloudflare',
  fields: [...fields.filter(([name]) => !['age', 'cache-control'].includes(name)), ['cache-control', 'no-cache']],
};

furnish({
  sites: {
    // The cache for requests is not what these cases are about.
    'shop.example': UNCACHED,
    // A page of the edge says "no-store", and no browser keeps it; the site's own says nothing.
    'down.example': 'cloudflare-branded-522',
    'failing.example': 'origin-500-through-cloudflare',
    'mends.example': ({ count }) => (count < 3 ? 'cloudflare-branded-522' : UNCACHED),
    'half.example': ({ path }) => (path === '/broken' ? 'origin-500-through-cloudflare' : UNCACHED),
  },
});

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

inATab('Forward again to a broken page brings its badge and its verdict back, loaded again or kept', async (tab) => {
  await tab.goto('https://shop.example/');
  await browser.waitForView(tab, 'healthy');
  await tab.goto('https://failing.example/');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.page.evaluate(() => { globalThis.kept = true; });
  await tab.back();
  await browser.waitForView(tab, 'healthy');
  await tab.forward();
  await badgeBecomes(browser, tab, 'red 500');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'origin', certainty: 'likely' });
  assert.equal(await tab.page.evaluate(() => globalThis.kept === true), NAME === 'firefox');
  await tab.back();
  await browser.waitForView(tab, 'healthy');
  await badgeStays(browser, tab, 'none');
});

inATab("Forward again to a page of the edge's brings its badge and its verdict back by another request", async (tab) => {
  await tab.goto('https://shop.example/?edge');
  await browser.waitForView(tab, 'healthy');
  await tab.goto('https://down.example/?edge');
  await badgeBecomes(browser, tab, 'red 522');
  const asked = web.documents('down.example');
  await tab.back();
  await browser.waitForView(tab, 'healthy');
  await tab.forward();
  await badgeBecomes(browser, tab, 'red 522');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'link', certainty: 'likely' });
  assert.equal(web.documents('down.example'), asked + 1);
});

inATab('The verdict of a broken page comes back after the background was killed meanwhile', async (tab) => {
  await tab.goto('https://failing.example/?left');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.goto('https://shop.example/');
  await browser.waitForView(tab, 'healthy');
  await browser.closePopup();
  await browser.killWorker();
  await tab.back();
  await badgeBecomes(browser, tab, 'red 500');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'origin', certainty: 'likely' });
});

inATab('Going back from a healthy page to a broken one brings the badge, as often as one goes', async (tab) => {
  await tab.goto('https://failing.example/?often');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.goto('https://shop.example/?often');
  await browser.waitForView(tab, 'healthy');
  for (let round = 0; round < 3; round += 1) {
    await tab.back();
    await badgeBecomes(browser, tab, 'red 500');
    assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'origin', certainty: 'likely' });
    await tab.forward();
    await browser.waitForView(tab, 'healthy');
    assert.equal((await browser.badge(tab)).text, '');
  }
});

inATab('Between two broken sites each way shows the verdict of the site at its end', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.goto('https://down.example/?two');
  await badgeBecomes(browser, tab, 'red 522');
  await tab.back();
  await badgeBecomes(browser, tab, 'red 500');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'edge', certainty: 'certain' });
  await tab.forward();
  await badgeBecomes(browser, tab, 'red 522');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'link', certainty: 'likely' });
});

inATab('A broken page that changes its address without a load keeps badge and verdict', async (tab) => {
  await tab.goto('https://down.example/?spa');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.waitForView(tab, 'verdict');
  await browser.closePopup();
  const asked = web.documents('down.example');
  const watch = watchBadge(browser, tab);
  for (const change of CHANGES) {
    await tab.page.evaluate(change);
    await badgeStays(browser, tab, 'red 522');
  }
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link', certainty: 'likely' });
  assert.equal(await tab.address(), 'https://down.example/pushed');
  assert.deepEqual([await watch.end(), web.documents('down.example')], [['red 522'], asked]);
});

inATab('A healthy page that changes its address without a load has no badge', async (tab) => {
  await tab.goto('https://shop.example/?spa');
  await browser.waitForView(tab, 'healthy');
  await browser.closePopup();
  const watch = watchBadge(browser, tab);
  for (const change of CHANGES) {
    await tab.page.evaluate(change);
    await badgeStays(browser, tab, 'none');
  }
  assertVerdict(await browser.readPopup(tab), { view: 'healthy' });
  assert.equal(await tab.address(), 'https://shop.example/pushed');
  assert.deepEqual(await watch.end(), ['none']);
});

inATab('A site that is well again after some reloads has no badge, and going back asks for no old verdict', async (tab) => {
  await tab.goto('https://shop.example/?mends');
  await browser.waitForView(tab, 'healthy');
  await tab.goto('https://mends.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await tab.reload();
  await badgeBecomes(browser, tab, 'red 522');
  await tab.reload();
  await browser.waitForView(tab, 'healthy');
  await badgeStays(browser, tab, 'none');
  await tab.back();
  await tab.forward();
  await browser.waitForView(tab, 'healthy');
  await badgeStays(browser, tab, 'none');
});

inATab('A broken and a healthy page of one site, in two tabs, keep to themselves', async (broken, open) => {
  const well = await open();
  const watch = watchBadge(browser, well);
  await broken.goto('https://half.example/broken');
  await badgeBecomes(browser, broken, 'red 500');
  await well.goto('https://half.example/');
  assertVerdict(await browser.waitForView(well, 'healthy'), { condition: 'healthy' });
  assertVerdict(await browser.waitForView(broken, 'verdict'), { fault: 'origin', certainty: 'likely' });
  await well.reload();
  await browser.waitForView(well, 'healthy');
  assert.equal(badgeInWords(await browser.badge(broken)), 'red 500');
  await broken.goto('https://half.example/');
  await browser.waitForView(broken, 'healthy');
  await badgeStays(browser, broken, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

// These run in the page, one after the other.
const CHANGES = [
  () => history.pushState(null, '', '/pushed-first'),
  () => history.replaceState(null, '', '/pushed'),
  () => { location.hash = 'part'; },
  () => history.back(),
];
