// Private windows: a broken site has its badge and its popup there, and when the window is closed nothing
// of it is left in any store, byte for byte.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { browser, furnish, inATab, web } from '../stage.mjs';
import { badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { until } from '../waiting.mjs';

const SECRET = 'secret.visits.example';
const MUTED = 'muted.visits.example';
const profile = mkdtempSync(join(tmpdir(), 'faultline-private-'));
furnish({
  privateWindows: true,
  profile,
  // The certificate names these only as a group: browsers keep certificates with what they cache.
  sites: { '*.visits.example': 'cloudflare-branded-500' },
});
after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

inATab('A private window has its badge, stores nothing, and offers no mute that would be kept', async (tab) => {
  // What a person does in an ordinary window is found on the disk: the search below can find things.
  web.sites[MUTED] = 'cloudflare-branded-500';
  await tab.goto(`https://${MUTED}/`);
  await badgeBecomes(browser, tab, 'red 500');
  await browser.readPopup(tab);
  await browser.pressInPopup('#mute button');
  await badgeBecomes(browser, tab, 'none');

  const secret = await openPrivately(`https://${SECRET}/path?query=1`);
  await badgeBecomes(browser, secret, 'red 500');
  assert.match(JSON.stringify(await browser.storage()), new RegExp(SECRET));
  const popup = await readPopupInATab(secret);
  assert.match(popup.headline, /could not serve secret\.visits\.example/);
  assert.equal(popup.mute, null);
  assert.equal(popup.text.includes('query=1'), false);

  await browser.helper.evaluate((id) => chrome.windows.remove(id), secret.window);
  await until('an empty session store', async () => !JSON.stringify(await browser.storage()).includes(SECRET));
  const kept = await browser.helper.evaluate(async () => [await chrome.storage.local.get(), await chrome.storage.session.get()]);
  assert.deepEqual(Object.keys(kept[0]), ['options']);
  assert.equal(JSON.stringify(kept).includes(SECRET), false);
});

inATab('The session store is as it was before a private window, byte for byte', async (tab) => {
  await tab.goto('https://well.example/');
  await browser.waitForView(tab, 'healthy');
  const before = await everything();
  const secret = await openPrivately(`https://${SECRET}/`);
  await badgeBecomes(browser, secret, 'red 500');
  await browser.killWorker();
  await browser.helper.evaluate((id) => chrome.windows.remove(id), secret.window);
  await until('the session store of before', async () => (await everything()) === before);
});

// The last case: it ends the browser, so that all that it would write is written.
test('The profile on the disk holds the name of a muted site, and nothing of a private one', async () => {
  const secret = await openPrivately(`https://${SECRET}/`);
  await badgeBecomes(browser, secret, 'red 500');
  assert.equal(badgeInWords(await browser.badge(secret)), 'red 500');
  await browser.helper.evaluate((id) => chrome.windows.remove(id), secret.window);
  await browser.close();
  assert.notDeepEqual(filesWith(MUTED), []);
  assert.deepEqual(filesWith(SECRET), []);
});

/** A private window on an address: {id(), window}. */
async function openPrivately(url) {
  web.sites[SECRET] = 'cloudflare-branded-500';
  const { id, tab } = await browser.helper.evaluate(async (url) => {
    const { id, tabs } = await chrome.windows.create({ incognito: true, url });
    return { id, tab: tabs[0].id };
  }, url);
  return { id: () => tab, window: id };
}

/** The popup of a private tab, in a page of its own: the real one would belong to the window in front. */
async function readPopupInATab(tab) {
  const page = await browser.openOwnPage(`popup.html?tabId=${tab.id()}`);
  await until('the popup', () => page.evaluate(() => document.documentElement.dataset.ready === 'true'));
  const seen = await page.evaluate(() => ({
    headline: document.querySelector('#headline').textContent,
    mute: document.querySelector('#mute')?.textContent ?? null,
    text: document.body.textContent,
  }));
  await page.close();
  return seen;
}

async function everything() {
  const stored = await browser.storage();
  return JSON.stringify(Object.entries(stored).sort());
}

/** The files of the profile that hold these bytes, as one or as two bytes a letter. */
function filesWith(text) {
  const wanted = [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')];
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => wanted.some((bytes) => readFileSync(file).includes(bytes)));
}
