// Security checks whose scripts do not come: Cloudflare's own error in their place, a name that nobody knows, and one
// that comes.

import assert from 'node:assert/strict';
import { browser, furnish, inATab } from '../stage.mjs';
import { assertVerdict } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { badgeStays } from '../watching.mjs';

const CHECKS = 'challenges.cloudflare.com';
const NOT_KNOWN = { chromium: 'net::ERR_NAME_NOT_RESOLVED', firefox: 'NS_ERROR_UNKNOWN_HOST' };

furnish({
  sites: {
    'forum.example': 'challenge-403',
    [CHECKS]: { parts: ({ path }) => scenes[path] },
  },
});

/** What is there in the script's place; a browser keeps a page from whoever asked for a script. */
const scenes = {
  '/page.js': { fixture: 'cloudflare-branded-500' },
  '/line.js': { status: 500, fields: [['content-type', 'text/plain']], content: 'error code: 500' },
  '/script.js': { status: 200, fields: [['content-type', 'text/javascript']], content: 'window.checked = true;' },
};

for (const [what, path] of [['a page', '/page.js'], ['a line of text', '/line.js']]) {
  inATab(`A check in whose place Cloudflare sends ${what} with a 500 is Cloudflare's failure`, async (tab) => {
    await challenged(tab, path);
    await browser.waitForBadge(tab, ({ text }) => text === '!');
    const popup = await browser.waitForView(tab, 'verdict');
    assertVerdict(popup, { condition: 'failing', fault: 'edge', provider: 'cloudflare', certainty: 'likely' });
    assert.match(popup.headline, /Cloudflare answers it with an error/);
  });
}

inATab('A check whose name is not known is kept away by the network', async (tab) => {
  const end = await browser.failRequests(tab, CHECKS, NOT_KNOWN);
  await challenged(tab, '/script.js');
  await browser.waitForBadge(tab, ({ text }) => text === '!');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { condition: 'failing', fault: 'network', provider: '' });
  await end();
});

inATab('A check that comes leaves its page as it is, without a badge', async (tab) => {
  await challenged(tab, '/script.js');
  await until('the script', () => tab.page.evaluate(() => window.checked));
  await badgeStays(browser, tab, 'none');
  assertVerdict(await browser.readPopup(tab), { condition: 'challenged', fault: 'none' });
});

/** Opens a page that waits for a check, and lets it ask for this script. */
async function challenged(tab, path) {
  await tab.goto(`https://forum.example/?${path}`);
  await tab.page.evaluate((src) => document.head.append(Object.assign(document.createElement('script'), { src })), `https://${CHECKS}${path}`);
}
