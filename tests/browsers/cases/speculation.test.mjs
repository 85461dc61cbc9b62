// Pages that are fetched or made ready before anybody asks for them, and may never be shown.
//
// Chromium has speculation rules, and with them Cloudflare's Speed Brain sends them on healthy sites: a prefetch that
// it refuses comes back as a 503, and to an extension that looks like a failure of the page that is shown.

import assert from 'node:assert/strict';
import { readFixture } from '../fixture.mjs';
import { browser, furnish, inATab, inChromium, inFirefox, web } from '../stage.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

const REFUSED = {
  status: 503,
  fields: [
    ['content-type', 'text/html; charset=UTF-8'],
    ['cache-control', 'private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0'],
    ['expires', 'Thu, 01 Jan 1970 00:00:01 GMT'],
    ['referrer-policy', 'same-origin'],
    ['x-frame-options', 'SAMEORIGIN'],
    ['vary', 'sec-purpose'],
    ['cf-speculation-refused', 'prefetch refused: not eligible'],
    ['server', 'cloudflare'],
    ['cf-ray', 'a5b136b5fd02c84e-FRA'],
  ],
};
const { fields } = readFixture('healthy-through-cloudflare');
// What is fetched in advance may be used once; a cache for requests would hide whether it was.
const FRESH = [...fields.filter(([name]) => !['age', 'cache-control'].includes(name)), ['cache-control', 'no-cache']];
const NEXT = { status: 200, fields: FRESH, content: '<!doctype html><title>Next</title><h1>The next page</h1>' };

const BROKEN = '<h1>500</h1><p>Our kitchen did not answer.</p>';

const prefetches = (host) => web.requests(host).filter(({ purpose }) => purpose.startsWith('prefetch'));

furnish({
  preferences: { 'network.prefetch-next': true },
  sites: {
    'immediate.example': speculating({ prefetch: 'immediate' }, REFUSED),
    'pointed.example': speculating({ prefetch: 'conservative' }, REFUSED),
    'hovered.example': speculating({ prefetch: 'moderate' }, REFUSED),
    'fetched.example': speculating({ prefetch: 'immediate' }, NEXT),
    'prerendering.example': speculating({ prerender: 'immediate' }, REFUSED),
    'failing-next.example': speculating({ prerender: 'immediate' }, 'cloudflare-branded-522'),
    'prerendered.example': speculating({ prerender: 'immediate' }, NEXT),
    'linked.example': linked(REFUSED),
    'broken-here.example': ({ path }) => (path === '/' ? brokenWithRules() : NEXT),
  },
});

const MOMENTS = [
  ['at once', 'immediate.example'],
  ['under the pointer', 'hovered.example'],
  ['on mouse-down', 'pointed.example'],
];

for (const [how, host] of MOMENTS) {
  inChromium(`A prefetch ${how} that Speed Brain refuses gives no badge, and the click loads the page`, async (tab) => {
    const watch = watchBadge(browser, tab);
    await visit(tab, `https://${host}/`);
    await browser.waitForView(tab, 'healthy');
    await browser.closePopup();
    if (how !== 'at once') {
      await pointAtLink(tab);
    }
    if (how === 'on mouse-down') {
      await tab.page.mouse.down();
    }
    await until('the prefetch', () => prefetches(host).length === 1);
    await badgeStays(browser, tab, 'none');
    assertVerdict(await browser.readPopup(tab), { view: 'healthy' });
    assert.deepEqual(prefetches(host).map(({ path }) => path), ['/next']);
    await (how === 'on mouse-down' ? tab.page.mouse.up() : tab.page.mouse.click(20, 20));
    await shows(tab, `https://${host}/next`);
    assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
    await badgeStays(browser, tab, 'none');
    assert.deepEqual(await watch.end(), ['none']);
  });
}

inChromium('A prefetch that is used when its link is clicked gives a healthy page without a badge', async (tab) => {
  const watch = watchBadge(browser, tab);
  await visit(tab, 'https://fetched.example/');
  await until('the prefetch', () => prefetches('fetched.example').length === 1);
  await badgeStays(browser, tab, 'none');
  await tab.page.mouse.click(20, 20);
  await shows(tab, 'https://fetched.example/next');
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  assert.equal(web.requests('fetched.example').filter(({ path }) => path === '/next').length, 1, 'it was used');
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

inChromium('A page whose prerendering is refused gives no badge, neither before the click nor after it', async (tab) => {
  const watch = watchBadge(browser, tab);
  await visit(tab, 'https://prerendering.example/');
  await until('the prerendering', () => prefetches('prerendering.example').length >= 1);
  await badgeStays(browser, tab, 'none');
  assertVerdict(await browser.readPopup(tab), { view: 'healthy' });
  await browser.closePopup();
  await tab.page.mouse.click(20, 20);
  await shows(tab, 'https://prerendering.example/next');
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

inChromium('A broken page that was prerendered has its badge when it is clicked, and not before', async (tab) => {
  const watch = watchBadge(browser, tab);
  await visit(tab, 'https://failing-next.example/');
  await until('the prerendering', () => prefetches('failing-next.example').length >= 1);
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
  await tab.page.mouse.click(20, 20);
  await shows(tab, 'https://failing-next.example/next');
  await badgeBecomes(browser, tab, 'red 522');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'link', certainty: 'likely' });
});

inChromium('A healthy page that was prerendered is healthy when it is clicked, without another request', async (tab) => {
  const watch = watchBadge(browser, tab);
  await visit(tab, 'https://prerendered.example/');
  await until('the prerendering', () => prefetches('prerendered.example').length >= 1);
  await badgeStays(browser, tab, 'none');
  await tab.page.mouse.click(20, 20);
  await shows(tab, 'https://prerendered.example/next');
  const activated = await browser.helper.evaluate(async (tabId) => {
    const func = () => performance.getEntriesByType('navigation')[0].activationStart > 0;
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId }, func });
    return result;
  }, tab.id());
  assert.equal(activated, true, 'the page that was loaded in advance is the one that is shown');
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

inChromium('A healthy page that is prerendered from a broken one leaves that its badge', async (tab) => {
  await visit(tab, 'https://broken-here.example/');
  await badgeBecomes(browser, tab, 'red 500');
  const watch = watchBadge(browser, tab);
  await until('the prerendering', () => prefetches('broken-here.example').length >= 1);
  await badgeStays(browser, tab, 'red 500');
  assert.deepEqual(await watch.end(), ['red 500']);
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'origin' });
  await browser.closePopup();
  await tab.page.mouse.click(20, 20);
  await shows(tab, 'https://broken-here.example/next');
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await badgeStays(browser, tab, 'none');
});

inATab('A link that is fetched in advance and fails gives no badge, and the click loads the page', async (tab) => {
  const watch = watchBadge(browser, tab);
  await visit(tab, 'https://linked.example/');
  await until('the prefetch', () => prefetches('linked.example').length >= 1);
  await badgeStays(browser, tab, 'none');
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await browser.closePopup();
  await tab.page.mouse.click(20, 20);
  await shows(tab, 'https://linked.example/next');
  assertVerdict(await browser.waitForView(tab, 'healthy'), { condition: 'healthy' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

inFirefox('Firefox knows no speculation rules, so a page with them fetches nothing in advance', async (tab) => {
  await visit(tab, 'https://immediate.example/');
  assert.equal(await tab.page.evaluate(() => HTMLScriptElement.supports?.('speculationrules') ?? false), false);
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(prefetches('immediate.example'), []);
});

/** A healthy page with a link at its corner and rules for it; what is asked in advance is answered by `early`. */
function speculating(rules, early) {
  const [[action, eagerness]] = Object.entries(rules);
  const script = rulesFor(action, eagerness);
  return ({ path, purpose }) => {
    if (path === '/') {
      return { status: 200, fields: FRESH, content: pageWithLink(script) };
    }
    return purpose.startsWith('prefetch') || early === 'cloudflare-branded-522' ? early : NEXT;
  };
}

/** The same with the older tag. */
function linked(early) {
  return {
    parts: ({ path, purpose }) => {
      if (path === '/') {
        return { status: 200, fields: FRESH, content: pageWithLink('<link rel="prefetch" href="/next">') };
      }
      return path === '/next' ? (purpose.startsWith('prefetch') ? early : NEXT) : undefined;
    },
  };
}

/** A site's own error page that prerenders the next one. */
function brokenWithRules() {
  return { fixture: 'origin-500-through-cloudflare', content: pageWithLink(rulesFor('prerender', 'immediate'), BROKEN) };
}

function rulesFor(action, eagerness) {
  const rules = { [action]: [{ urls: ['/next'], eagerness }] };
  return `<script type="speculationrules">${JSON.stringify(rules)}</script>`;
}

function pageWithLink(head, content = '<p>A page with one link.</p>') {
  const style = 'position: fixed; left: 0; top: 0; width: 200px; height: 40px';
  return `<!doctype html><title>Here</title>${head}${content}<a href="/next" style="${style}">Next</a>`;
}

/** Goes to an address in a tab that is seen: in others Chromium makes nothing ready. */
async function visit(tab, url) {
  await tab.page.bringToFront();
  await tab.goto(url);
}

/** Moves the pointer from the middle of nothing onto the link. */
async function pointAtLink(tab) {
  await tab.page.mouse.move(600, 600);
  await tab.page.mouse.move(20, 20, { steps: 5 });
}

/**
 * The extension is asked what the tab shows: the driver loses sight of a tab
 * for a while when a page that was loaded in advance takes its place.
 */
function shows(tab, url) {
  return until(`the page at ${url}`, async () => {
    const seen = (await browser.tabs()).find(({ id }) => id === tab.id())?.url;
    return { done: seen === url, seen };
  });
}
