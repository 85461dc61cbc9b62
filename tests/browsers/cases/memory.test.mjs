// What healthy visits teach: on the bad day the popup says through whom the site came when it last worked. The
// options forget it, and a private window leaves nothing.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { faultsOf } from '../axe.mjs';
import { countingCopy } from '../companions.mjs';
import { browser, furnish, inATab, web } from '../stage.mjs';
import { badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { SILENCE_MS } from '../watching.mjs';

const WELL = 'healthy-through-cloudflare';
const BROKEN = 'cloudflare-branded-522';
const HOSTS = ['shop', 'killed', 'old', 'forgotten', 'off', 'visited', 'secret', 'first', 'woken'];

/** What a healthy page may cost at most, and what it may write into the session's storage. */
const CALLS = 3;
const WRITES = 1;

furnish({
  privateWindows: true,
  extension: countingCopy,
  sites: Object.fromEntries(HOSTS.map((name) => [`${name}.memory.example`, WELL])),
});

inATab('A site that fails after it worked is said to have come through its provider', async (tab) => {
  await visit(tab, 'shop');
  const [name] = await names();
  assert.match(name, /^memory\.[0-9a-f]{16}$/);
  assert.equal(JSON.stringify(await kept()).includes('shop'), false);
  const popup = await fails(tab, 'shop');
  assert.match(popup.memory, /^When it last worked, earlier today, this site came through Cloudflare \(.+\)\.$/);
});

inATab('A background that was ended meanwhile knows it too, and writes a site once a day', async (tab) => {
  await visit(tab, 'killed');
  const before = await kept();
  await browser.killWorker();
  await tab.goto('https://killed.memory.example/?again');
  await healthyAndQuiet(tab);
  assert.deepEqual(await kept(), before);
  await browser.killWorker();
  assert.match((await fails(tab, 'killed')).memory, /^When it last worked, earlier today/);
});

inATab('What is three days old is said so, and what is older than thirty days is not said and goes', async (tab) => {
  const name = await visit(tab, 'old');
  await setDay(name, 3);
  await browser.killWorker();
  assert.match((await fails(tab, 'old')).memory, /^When it last worked, 3 days ago, this site came through Cloudflare/);
  await setDay(name, 31);
  await browser.killWorker();
  assert.equal((await fails(tab, 'old')).memory, '');
  await browser.helper.evaluate(() => chrome.storage.local.remove('memory-pruned'));
  await browser.killWorker();
  await visit(tab, 'visited');
  await until('the end of an entry', async () => !(await names()).includes(name));
});

inATab('The options forget everything, in the popup as well', async (tab) => {
  await visit(tab, 'forgotten');
  assert.match((await fails(tab, 'forgotten')).memory, /^When it last worked/);
  const options = await openOptions();
  assert.match(await options.evaluate(memoryText), /Sites remembered: [1-9]/);
  assert.deepEqual(await faultsOf(options), []);
  await options.evaluate(() => document.querySelector('#memory button').click());
  await until('an empty memory', async () => (await options.evaluate(memoryText)).includes('Sites remembered: 0'));
  assert.deepEqual(Object.keys(await kept()), ['options']);
  await options.close();
  assert.equal((await browser.readPopup(tab)).memory, '');
  await tab.reload();
  await badgeBecomes(browser, tab, 'red 522');
  assert.equal((await settledPopup(tab)).memory, '');
});

inATab('Switched off, nothing is remembered, and what was is gone', async (tab) => {
  await visit(tab, 'off');
  const options = await openOptions();
  await options.evaluate(() => document.querySelector('#memory input').click());
  await until('the end of remembering', async () => /Nothing is remembered/.test(await options.evaluate(memoryText)));
  assert.deepEqual(Object.keys(await kept()), ['options']);
  for (const end of [async () => {}, () => browser.killWorker()]) {
    await end();
    await tab.goto(`https://off.memory.example/?${Math.random()}`);
    await healthyAndQuiet(tab);
    assert.deepEqual(Object.keys(await kept()), ['options']);
  }
  assert.equal((await fails(tab, 'off')).memory, '');
  await options.evaluate(() => document.querySelector('#memory input').click());
  await until('remembering', async () => /Sites remembered: 0/.test(await options.evaluate(memoryText)));
  await options.close();
  await visit(tab, 'off');
});

inATab('A visit in a private window is not remembered', async () => {
  const before = JSON.stringify(await kept());
  for (const end of [async () => {}, () => browser.killWorker()]) {
    await end();
    const url = `https://secret.memory.example/?${Math.random()}`;
    const window = await browser.helper.evaluate(async (url) => (await chrome.windows.create({ incognito: true, url })).id, url);
    await until('the page in the private window', async () => JSON.stringify(await browser.storage()).includes('secret.memory'));
    await delay(SILENCE_MS);
    await browser.helper.evaluate((id) => chrome.windows.remove(id), window);
    assert.equal(JSON.stringify(await kept()), before);
  }
});

inATab('The first visit of a site costs three calls of the core at most, and so does one that wakes the background', async (tab, _open, context) => {
  await tab.goto('https://well.example/?before');
  await healthyAndQuiet(tab);
  const before = await browser.counts();
  await visit(tab, 'first');
  const after = await browser.counts();
  const warm = { calls: after.handled.slice(before.handle), writes: after.writes - before.writes };
  await browser.killWorker();
  await visit(tab, 'woken');
  const { handled, writes } = await browser.counts();
  for (const { calls, writes: written } of [warm, { calls: handled, writes }]) {
    context.diagnostic(`${calls.length} calls (${calls.join(', ')}), ${written} writes`);
    assert.ok(calls.length <= CALLS && written <= WRITES, `${calls.join(', ')}; ${written} writes`);
  }
});

/** A healthy visit that is remembered, and the name of its entry. */
async function visit(tab, name) {
  const before = await names();
  web.sites[`${name}.memory.example`] = WELL;
  await tab.goto(`https://${name}.memory.example/?${Math.random()}`);
  await healthyAndQuiet(tab);
  return until('an entry of the memory', async () => {
    const seen = (await names()).find((name) => !before.includes(name));
    return { done: seen !== undefined, seen };
  });
}

/** The popup of the site on its bad day. */
async function fails(tab, name) {
  web.sites[`${name}.memory.example`] = BROKEN;
  await tab.goto(`https://${name}.memory.example/?${Math.random()}`);
  await badgeBecomes(browser, tab, 'red 522');
  return settledPopup(tab);
}

/** The popup when the page was read, and whatever the storage says of its host is known. */
async function settledPopup(tab) {
  await until('the end of the reading', async () => (await browser.stored(tab))?.document?.counted);
  await delay(SILENCE_MS);
  return browser.readPopup(tab);
}

/** The tab's page is known as healthy, and whatever comes late has come. */
async function healthyAndQuiet(tab) {
  const address = new URL(await tab.address());
  await until('the healthy page', async () => {
    const document = (await browser.stored(tab))?.document;
    return document?.site.host === address.host && document.diagnosis?.condition === 'healthy';
  });
  await delay(SILENCE_MS);
}

/** All of the extension's storage.local. */
function kept() {
  return browser.helper.evaluate(() => chrome.storage.local.get());
}

/** The names of all entries. */
async function names() {
  return Object.keys(await kept()).filter((name) => name.startsWith('memory.'));
}

/** Makes an entry so many days old. */
function setDay(name, days) {
  return browser.helper.evaluate(
    async (name, days) => {
      const { [name]: value } = await chrome.storage.local.get(name);
      await chrome.storage.local.set({ [name]: [Math.floor(Date.now() / 86_400_000) - days, ...value.slice(1)] });
    },
    name,
    days,
  );
}

/** The options' page in a tab of its own. */
async function openOptions() {
  const page = await browser.openOwnPage('options.html');
  await until('the options', () => page.evaluate(() => document.documentElement.dataset.ready === 'true'));
  return page;
}

// This runs in the options' page.

function memoryText() {
  return document.querySelector('#memory')?.textContent ?? '';
}
