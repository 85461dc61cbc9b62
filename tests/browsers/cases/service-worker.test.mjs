// Sites that answer through a service worker of their own: no event tells of the response, and only the
// page's navigation timing knows its status.

import assert from 'node:assert/strict';
import { browser, furnish, inATab, inChromium, inFirefox, web } from '../stage.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { until } from '../waiting.mjs';

const START = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
`;
const answering = (answer) => `${START}
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate') event.respondWith(${answer});
});`;
const html = '{ headers: { "content-type": "text/html" } }';
const WORKERS = {
  'forwards.example': answering('fetch(event.request)'),
  'hides.example': answering(`fetch(event.request).then((seen) => seen.ok ? seen : new Response('<h1>Your basket</h1>', ${html}))`),
  'own-page.example': answering(`Promise.resolve(new Response('<h1>You seem to be offline</h1>', { status: 503, headers: { "content-type": "text/html" } }))`),
  'empty.example': answering('Promise.resolve(new Response(null, { status: 404 }))'),
  'passes.example': `${START} self.addEventListener('fetch', () => {});`,
};
const REGISTER = `<!doctype html><title>waiting</title><h1>Shop</h1><script>
navigator.serviceWorker.register('/worker.js').then(() => navigator.serviceWorker.ready).then(() => {
  const done = () => { document.title = 'controlled'; };
  if (navigator.serviceWorker.controller) done();
  else navigator.serviceWorker.addEventListener('controllerchange', done);
});
</script>`;

const site = (worker) => ({
  parts: ({ path }) => {
    switch (path) {
      case '/worker.js':
        return { status: 200, fields: [['content-type', 'text/javascript']], content: Buffer.from(worker) };
      case '/':
        return { status: 200, fields: [['content-type', 'text/html']], content: Buffer.from(REGISTER) };
      case '/broken':
        return 'cloudflare-branded-522';
    }
  },
});
furnish({ sites: Object.fromEntries(Object.entries(WORKERS).map(([host, worker]) => [host, site(worker)])) });

/** Opens the site until its service worker stands between it and the network. */
async function register(tab, host) {
  await tab.goto(`https://${host}/`);
  await until('a service worker in control', async () => (await tab.page.title()) === 'controlled');
}

inATab('A service worker that forwards the error: the badge comes from the page, less certain, and the popup says why', async (tab) => {
  await register(tab, 'forwards.example');
  await tab.goto('https://forwards.example/broken');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'link', certainty: 'possible' });
  assert.match(popup.witness, /through its own service worker.*Shift/);
  assert.deepEqual(web.requests('forwards.example').filter(({ path }) => path === '/broken').length, 1);
});

inATab('A service worker that hides the error behind a page of its own is a healthy page', async (tab) => {
  await register(tab, 'hides.example');
  await tab.goto('https://hides.example/broken');
  const popup = await browser.waitForView(tab, 'healthy');
  assert.match(popup.witness, /service worker/);
  assert.equal((await browser.badge(tab)).text, '');
});

inATab('An error page that a service worker made itself is grey: it does not say who failed', async (tab) => {
  await register(tab, 'own-page.example');
  await tab.goto('https://own-page.example/broken');
  await badgeBecomes(browser, tab, 'grey ?');
  const popup = await browser.waitForView(tab, 'unclear');
  assertVerdict(popup, { condition: 'unclear', fault: 'unknown', certainty: 'possible' });
  assert.match(popup.witness, /service worker/);
});

inATab('From a page of a service worker to a broken site without one, and back', async (tab) => {
  await register(tab, 'hides.example');
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  assert.equal((await browser.readPopup(tab)).witness, '');
  await tab.back();
  await browser.waitForView(tab, 'healthy');
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
});

inATab('A service worker that answers nothing leaves the page to the events', async (tab) => {
  await register(tab, 'passes.example');
  await tab.goto('https://passes.example/broken');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { fault: 'link', certainty: 'likely' });
  assert.equal(popup.witness, '');
});

inChromium('An empty answer of a service worker has no badge: Chromium tells its status to nobody', async (tab) => {
  await register(tab, 'empty.example');
  await tab.goto('https://empty.example/broken');
  const popup = await browser.waitForView(tab, 'not-seen');
  assert.equal(popup.button, 'Reload the page');
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
});

inFirefox('An empty 404 of a service worker is the site\'s own, and has no badge', async (tab) => {
  await register(tab, 'empty.example');
  await tab.goto('https://empty.example/broken');
  await browser.waitForView(tab, 'healthy');
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
});

inChromium('Reloading around the service worker shows what the fields say', async (tab) => {
  await register(tab, 'forwards.example');
  await tab.goto('https://forwards.example/broken');
  await badgeBecomes(browser, tab, 'red 522');
  const devtools = await tab.page.createCDPSession();
  await devtools.send('Page.reload', { ignoreCache: true });
  const popup = await until('a verdict by the fields', async () => {
    const seen = await browser.readPopup(tab);
    return { done: seen.witness === '' && seen.attributes['data-view'] === 'verdict', seen };
  });
  assertVerdict(popup, { fault: 'link', certainty: 'likely' });
});
