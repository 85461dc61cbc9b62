// A page is what its own answer says: what becomes of its parts is not its failure.

import assert from 'node:assert/strict';
import { browser, furnish, inATab, web } from '../stage.mjs';
import { assertVerdict } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

const PARTS = {
  '/script.js': 'cloudflare-branded-520',
  '/data': 'cloudflare-branded-522',
  '/posted': 'cloudflare-branded-524',
  '/frame': 'cloudflare-branded-500',
  '/object': 'cloudflare-branded-502',
  '/picture.png': 'cloudflare-bare-500',
};

const PAGE = `<!doctype html>
<title>Sourdough</title>
<script src="/script.js"></script>
<h1>Sourdough</h1>
<img src="/picture.png">
<iframe src="/frame"></iframe>
<object data="/object" type="text/html"></object>
<script>
  const asked = new XMLHttpRequest();
  asked.open('POST', '/posted');
  asked.send('1');
  const answered = new Promise((answered) => { asked.onloadend = answered; });
  const loaded = new Promise((loaded) => { onload = loaded; });
  Promise.all([fetch('/data'), answered, loaded]).then(() => { document.title = 'all is answered'; });
</script>`;

furnish({
  sites: {
    'parts.example': {
      parts: ({ path }) => (path === '/' ? { fixture: 'stale-200', content: PAGE } : PARTS[path]),
    },
  },
});

inATab('A page from the cache whose script, frame, picture and requests fail has no badge, then or later', async (tab) => {
  const watch = watchBadge(browser, tab);
  await tab.goto('https://parts.example/');
  await until('the failing parts', () => tab.page.evaluate(() => document.title === 'all is answered'));
  const popup = await browser.waitForView(tab, 'healthy');
  assertVerdict(popup, { condition: 'healthy', fault: 'none' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
  const asked = new Set(web.requests('parts.example').map(({ path }) => path));
  assert.deepEqual(Object.keys(PARTS).filter((path) => !asked.has(path)), []);
});

inATab('A frame that goes from one broken page to another leaves its page without a badge', async (tab) => {
  await tab.goto('https://parts.example/');
  await browser.waitForView(tab, 'healthy');
  await until('the failing parts', () => tab.page.evaluate(() => document.title === 'all is answered'));
  const watch = watchBadge(browser, tab);
  for (const address of ['/data?framed', '/frame?again']) {
    await tab.page.evaluate((address) => {
      const frame = document.querySelector('iframe');
      return new Promise((loaded) => {
        frame.onload = loaded;
        frame.src = address;
      });
    }, address);
  }
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});
