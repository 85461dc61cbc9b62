// Where the user asks for more than a page's own answer: a tab that is watched until it closes, and pages that are read
// once after their load.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { faultsOf } from '../axe.mjs';
import { blockingCompanion } from '../companions.mjs';
import { browser, furnish, inATab } from '../stage.mjs';
import { badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { badgeStays } from '../watching.mjs';

// The browser's own wish for an icon is none of the parts in question.
const page = (...parts) => ({
  status: 200,
  fields: [['content-type', 'text/html']],
  content: `<!doctype html><title>Sourdough</title><link rel="icon" href="data:,"><body>${parts.join('')}<script>
    addEventListener('load', () => { document.title = 'loaded'; });</script>`,
});
const script = (address) => `<script src="${address}"></script>`;
const call = (address) => `<script>fetch('${address}').catch(() => {});</script>`;
const picture = (address) => `<img src="${address}">`;

const error = (status, ...fields) => ({ status, fields: [['content-type', 'text/html'], ...fields], content: '<h1>Error' });
const CLOUDFLARE = [['server', 'cloudflare'], ['cf-ray', '8f1c2d3e4a5b6c7d-FRA']];
let flaky = 0;

furnish({
  companions: [blockingCompanion('tracker-of-somebody')],
  sites: {
    'watched.example': {
      parts: ({ path }) => {
        if (path.startsWith('/api/')) return error(503, ['server', 'nginx']);
        if (path.startsWith('/flaky/')) {
          flaky += 1;
          return flaky % 2 ? error(503) : { status: 200, fields: [['content-type', 'text/javascript']], content: '' };
        }
        const parts = {
          '/': [
            script('https://static.example/vue@3/dist/vue.js?customer=7'),
            script('https://static.example/tracker-of-somebody/t.js'),
            picture('https://static.example/shown/one.png'),
            call('/api/orders?customer=7'),
            call('https://www.google-analytics.com/g/collect?id=7'),
          ],
          '/counted': [call('https://www.google-analytics.com/g/collect?id=7'), picture('/api/picture.png')],
          '/well': [call('/well')],
          '/recovers': [`<script>fetch('/flaky/a').then(() => { document.onclick = () => fetch('/flaky/a'); });</script>`],
        };
        return page(...(parts[path] ?? []));
      },
    },
    'static.example': { parts: () => error(522, ...CLOUDFLARE) },
    'www.google-analytics.com': { parts: () => error(503, ['access-control-allow-origin', '*']) },
  },
});

/** Shows a page of the site, to the end of its load. */
async function show(tab, path) {
  await tab.goto(`https://watched.example${path}`);
  await loaded(tab);
}

function loaded(tab) {
  return until('the end of the load', () => tab.page.evaluate(() => document.title === 'loaded'), 60_000);
}

/** Has the tab watched, as a user does. */
async function watch(tab) {
  const { watch } = await browser.readWholePopup(tab);
  assert.equal(watch, 'Listens to what this tab asks for, until you close it, and tells what fails.Watch this page');
  await browser.pressInPopup('#watch button');
  return popupThatSays(tab, /^Watched since/);
}

/** The popup, when its row about watching says that. */
async function popupThatSays(tab, sentence) {
  let popup;
  await until(`a popup that says ${sentence}`, async () => {
    popup = await browser.readWholePopup(tab);
    return sentence.test(popup.watch);
  });
  return popup;
}

const SCRIPT = ['scripts', 'cloudflare', 'Scripts from static.example error 522, through Cloudflare'];
const DATA = ['data', '', "Data from this site itself error 503 of the site's own server"];
const PICTURE = ['images', 'cloudflare', 'Pictures from static.example error 522, through Cloudflare'];

inATab('A page that is watched from its first request on tells of all its parts, and by whom they fail', async (tab) => {
  await show(tab, '/');
  const { watch: late } = await watch(tab);
  assert.match(late, /Reload the page to check everything that it loads\.Stop watching$/);
  await tab.reload();
  await loaded(tab);
  await badgeBecomes(browser, tab, 'amber ½');
  assert.equal((await browser.badge(tab)).title, 'watched.example answered, but parts of the page failed.');
  const popup = await popupThatSays(tab, /^Watched since [^.]+\.Stop watching$/);
  assert.deepEqual(popup.parts, [SCRIPT, DATA, PICTURE]);
  assert.deepEqual(popup.aboutParts, ['Failed as well, and only count visits or advertise: 1.']);
  // What is stored names no visitor and nothing that was blocked.
  const stored = JSON.stringify((await browser.storage())[`watched.${await tab.id()}`]);
  assert.doesNotMatch(stored, /customer|orders|vue\.js|tracker/);
});

inATab('A watched page that is well says so, and its badge stays away', async (tab) => {
  await show(tab, '/well');
  await watch(tab);
  await tab.reload();
  await loaded(tab);
  const popup = await popupThatSays(tab, /no part of this page was seen to fail/);
  assert.deepEqual(popup.parts, []);
  await badgeStays(browser, tab, 'none');
});

inATab('A part that comes at the second try takes the badge away', async (tab) => {
  await show(tab, '/well');
  await watch(tab);
  await show(tab, '/recovers');
  await badgeBecomes(browser, tab, 'amber ½');
  await tab.page.evaluate(() => document.onclick());
  await badgeBecomes(browser, tab, 'none');
  await popupThatSays(tab, /no part of this page was seen to fail/);
});

inATab('A worker that died goes on watching, and tells nothing of what it missed', async (tab) => {
  await show(tab, '/');
  await watch(tab);
  await tab.reload();
  await popupThatSays(tab, /^Watched since [^.]+\.Stop watching$/);
  await browser.killWorker();
  // This one wakes the worker, and was asked for before it listens again.
  await show(tab, '/well');
  const { parts } = await popupThatSays(tab, /Reload the page to check everything that it loads/);
  assert.deepEqual(parts, []);
  await show(tab, '/');
  await badgeBecomes(browser, tab, 'amber ½');
});

inATab('A worker that died is told by the popup to watch on, and to stop', async (tab, open) => {
  const other = await open();
  for (const one of [tab, other]) {
    await show(one, '/well');
    await watch(one);
  }
  await browser.killWorker();
  await browser.readWholePopup(tab);
  await browser.pressInPopup('#watch button');
  // A popup that is closed before its worker has started takes its order along.
  const left = [await other.id()];
  await until('the end of watching', async () => JSON.stringify((await browser.storage()).watched) === JSON.stringify(left));
  await popupThatSays(tab, /Watch this page$/);
  await popupThatSays(other, /^Watched since/);
  await other.reload();
  await popupThatSays(other, /no part of this page was seen to fail/);
});

inATab('The way back shows a page without the parts of the one after it', async (tab) => {
  await show(tab, '/well');
  await watch(tab);
  await show(tab, '/');
  await badgeBecomes(browser, tab, 'amber ½');
  await tab.back();
  await badgeBecomes(browser, tab, 'none');
  const { parts } = await popupThatSays(tab, /^Watched since/);
  assert.deepEqual(parts, []);
});

inATab('What a page recovers from takes the badge away when somebody looks', async (tab) => {
  await readEveryPage(true);
  await show(tab, '/recovers');
  await badgeBecomes(browser, tab, 'amber ½');
  await tab.page.evaluate(() => document.onclick());
  await until('the second answer', () => tab.page.evaluate(() => performance.getEntriesByName('https://watched.example/flaky/a').length > 1));
  const popup = await browser.readWholePopup(tab);
  assert.deepEqual([popup.headline, popup.parts], ['watched.example answered.', []]);
  await badgeBecomes(browser, tab, 'none');
  await readEveryPage(false);
});

inATab('Watching keeps the worker, and ends with the tab or when the user has seen enough', async (tab) => {
  await show(tab, '/well');
  await watch(tab);
  // Both browsers end an idle one after half a minute.
  await delay(40_000);
  assert.equal(await browser.workerIsRunning(), true);
  await browser.readWholePopup(tab);
  await browser.pressInPopup('#watch button');
  await popupThatSays(tab, /Watch this page$/);
  const other = await browser.newTab();
  await show(other, '/well');
  await watch(other);
  assert.deepEqual((await browser.storage()).watched, [await other.id()]);
  await other.close();
  await until('the end of what was stored', async () => {
    const stored = await browser.storage();
    return stored.watched.length === 0 && !Object.keys(stored).some((key) => key.startsWith('watched.'));
  });
});

/** Opens the options' page and switches the reading of all pages on or off. */
async function readEveryPage(on) {
  const options = await browser.openOwnPage('options.html');
  const ticked = () => options.evaluate(() => document.querySelector('#parts input')?.checked);
  await until('the options', async () => (await ticked()) !== undefined);
  if ((await ticked()) !== on) await options.evaluate(() => document.querySelector('#parts input').click());
  await until('the choice', async () => (await ticked()) === on);
  assert.deepEqual(await faultsOf(options), []);
  await options.close();
}

inATab('Where the user wants it every page is read once, and parts that fail get the page a badge', async (tab) => {
  await show(tab, '/');
  await badgeStays(browser, tab, 'none');
  await readEveryPage(true);
  await show(tab, '/');
  await badgeBecomes(browser, tab, 'amber ½');
  await show(tab, '/counted');
  await badgeStays(browser, tab, 'none', 3000);
  await browser.killWorker();
  await show(tab, '/?again');
  await badgeBecomes(browser, tab, 'amber ½');
  await readEveryPage(false);
  await show(tab, '/');
  await badgeStays(browser, tab, 'none', 3000);
});

inATab('An update of the extension forgets no choice', async (tab) => {
  await readEveryPage(true);
  await browser.install();
  await until('the registered script', () =>
    browser.helper.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length === 1),
  );
  await show(tab, '/');
  await badgeBecomes(browser, tab, 'amber ½');
  await readEveryPage(false);
});
