// What a healthy page costs: counted in the running worker, on a page with hundreds of parts.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { blockingCompanion, countingCopy } from '../companions.mjs';
import { browser, furnish, inATab, web } from '../stage.mjs';
import { badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { SILENCE_MS } from '../watching.mjs';

const BLOCKED = numbered(60, (number) => `<img src="/advertisement-${number}.png">`);
const FRAMES = numbered(20, (number) => `<iframe src="/frame-${number}"></iframe>`);
const PICTURES = numbered(140, (number) => `<img src="/picture-${number}.svg">`);
// Cloudflare puts silent checks into every page of many sites; the last of the requests is what they tell.
const SILENT = '/cdn-cgi/challenge-platform/scripts/jsd/main.js';
const SCRIPTS = [...numbered(40, (number) => `/script-${number}.js`), SILENT].map((src) => `<script src="${src}"></script>`);
const REQUESTS = [...numbered(40, (number) => `/data-${number}`), '/cdn-cgi/challenge-platform/h/b/jsd/oneshot/1'].map((path) => `fetch('${path}')`);
const PARTS = BLOCKED.length + FRAMES.length + PICTURES.length + SCRIPTS.length + REQUESTS.length;

const PAGE = `<!doctype html>
<title>Many parts</title>
${[...BLOCKED, ...FRAMES, ...PICTURES, ...SCRIPTS].join('\n')}
<script>
  const loaded = new Promise((loaded) => { onload = loaded; });
  Promise.all([loaded, ${REQUESTS.join(', ')}]).then(() => { document.title = 'all is there'; });
</script>`;

// By the first word of the path.
const ANSWERS = {
  '': ofType('text/html', PAGE),
  frame: ofType('text/html', '<p>A frame'),
  picture: ofType('image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'),
  script: ofType('text/javascript', ''),
  data: ofType('text/plain', ''),
  cdn: ofType('text/javascript', ''),
};

/** What a healthy page may cost at most. */
const CALLS = 3;
const WRITES = 1;

furnish({
  extension: countingCopy,
  companions: [blockingCompanion('/advertisement-')],
  sites: {
    'many.example': {
      parts: ({ path }) => {
        const [, kind] = /^\/(\w*)/.exec(path);
        return ANSWERS[kind];
      },
    },
  },
});

inATab('A healthy page with 300 parts costs no event for them, three calls of the core and one write', async (tab, _open, context) => {
  await tab.goto('https://well.example/?before');
  await healthyAndQuiet(tab);
  await startIsOver();
  const before = await browser.counts();
  await loadAllParts(tab, 'https://many.example/?warm');
  assertQuiet(difference(await browser.counts(), before), context);
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
});

inATab('A healthy page that wakes a killed background costs no more than that', async (tab, _open, context) => {
  await tab.goto('https://well.example/?killed');
  await healthyAndQuiet(tab);
  await browser.killWorker();
  await loadAllParts(tab, 'https://many.example/?woken');
  assertQuiet(await browser.counts(), context);
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
});

inATab('A broken page costs more, so what is counted is counted', async (tab) => {
  await tab.goto('https://well.example/?counted-first');
  await healthyAndQuiet(tab);
  const first = await browser.counts();
  await tab.goto('https://well.example/?counted');
  await healthyAndQuiet(tab);
  const second = await browser.counts();
  await tab.goto('https://unreachable.example/?counted');
  await badgeBecomes(browser, tab, 'red 522');
  await until('the end of the reading', async () => (await stored(tab))?.counted);
  await delay(SILENCE_MS);
  const healthy = difference(second, first);
  const broken = difference(await browser.counts(), second);
  assert.deepEqual([healthy.webRequest, broken.webRequest], [{ main_frame: 1 }, { main_frame: 1 }]);
  assert.ok(healthy.handle > 0 && broken.handle > healthy.handle, `${healthy.handle} calls, and ${broken.handle}`);
  assert.ok(healthy.writes > 0 && broken.writes > healthy.writes, `${healthy.writes} writes, and ${broken.writes}`);
});

async function loadAllParts(tab, url) {
  const before = web.requests('many.example').length;
  await tab.goto(url);
  await until('all parts', () => tab.page.evaluate(() => document.title === 'all is there'));
  await healthyAndQuiet(tab);
  const asked = web.requests('many.example').slice(before).filter(({ path }) => path !== '/favicon.ico');
  assert.equal(asked.length, 1 + PARTS - BLOCKED.length, 'the page and its parts, without those that were blocked');
  assert.deepEqual(asked.filter(({ path }) => path.startsWith('/advertisement')), []);
}

/** The tab's page is known as healthy, and whatever comes late has come. The popup would wake the worker. */
async function healthyAndQuiet(tab) {
  const address = new URL(await tab.address());
  await until('the healthy page', async () => {
    const document = await stored(tab);
    return document?.site.host === address.host && document.diagnosis?.condition === 'healthy';
  });
  await delay(SILENCE_MS);
}

/** After a start a tab without a document is looked at again, every second and a half, a few times. */
async function startIsOver() {
  let calls = -1;
  await until('the end of the looks after a start', async () => {
    const before = calls;
    await delay(2 * SILENCE_MS);
    calls = (await browser.counts()).handle;
    return calls === before;
  });
}

async function stored(tab) {
  return (await browser.stored(tab))?.document;
}

function assertQuiet({ webRequest, framesNavigated, handle, handled, writes }, context) {
  const account = `${handle} calls (${handled.join(', ')}), ${writes} writes; ${framesNavigated} navigations of frames were passed over`;
  context.diagnostic(account);
  assert.deepEqual(webRequest, { main_frame: 1 }, account);
  assert.ok(handle <= CALLS && writes <= WRITES, account);
}

function difference(after, before) {
  const webRequest = Object.entries(after.webRequest)
    .map(([type, times]) => [type, times - (before.webRequest[type] ?? 0)])
    .filter(([, times]) => times > 0);
  return {
    webRequest: Object.fromEntries(webRequest),
    framesNavigated: after.framesNavigated - before.framesNavigated,
    handle: after.handle - before.handle,
    handled: after.handled.slice(before.handle),
    writes: after.writes - before.writes,
  };
}

function numbered(count, part) {
  return Array.from({ length: count }, (_, index) => part(index));
}

function ofType(type, content) {
  return { status: 200, fields: [['content-type', type]], content };
}
