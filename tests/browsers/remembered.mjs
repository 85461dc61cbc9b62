// What a story's visitor brings along: a browser that remembers sites and has been browsing for a while. It is written
// into the extension's storage from the helper tab, in the form in which the worker keeps it, while no worker runs:
// one that runs keeps its own copy and would write over it.

import { agedTab, agedWindow } from '../stored-tab.mjs';

const MINUTE = 60_000;
/** How long the visitor has been browsing: longer than what was seen is kept. */
const BROWSING = 180 * MINUTE;
/** The version of the stored window and of an entry of the memory. */
const VERSION = 1;

/** Puts the story's memory in the place of the browser's own, and an uneventful hour into the window. */
export async function bringAlong(browser, remembered) {
  await endWorker(browser);
  await browser.helper.evaluate(writeMemory, Object.entries(remembered), VERSION);
  const now = Date.now();
  const idle = [now - MINUTE, 'before.example', 'answered', null, null, true];
  const neighbours = [VERSION, now - BROWSING, [idle]];
  await browser.helper.evaluate((neighbours) => chrome.storage.session.set({ neighbours }), neighbours);
}

/** Lets time pass: whatever the extension knows of its tabs happened so much earlier. */
export async function letPass(browser, milliseconds) {
  await endWorker(browser);
  const stored = Object.entries(await browser.storage());
  const tabs = stored.filter(([key]) => key.startsWith('tab.'));
  const window = stored.filter(([key]) => key === 'neighbours');
  const older = [
    ...tabs.map(([key, value]) => [key, agedTab(value, milliseconds)]),
    ...window.map(([key, value]) => [key, agedWindow(value, milliseconds)]),
  ];
  await browser.helper.evaluate((all) => chrome.storage.session.set(all), Object.fromEntries(older));
}

/** The next event wakes another worker, which reads what is stored. An idle one may have ended by itself. */
async function endWorker(browser) {
  if (await browser.workerIsRunning()) {
    await browser.killWorker();
  }
}

// This runs in the helper tab.

/** Writes an entry for each host under the name that background.js gives it. */
async function writeMemory(remembered, version) {
  await chrome.storage.local.clear();
  const secret = [...crypto.getRandomValues(new Uint8Array(32))];
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(secret), hmac, false, ['sign']);
  const today = Math.floor(Date.now() / 86_400_000);
  const entries = { 'memory-secret': secret };
  for (const [host, { path, place = null, days = 1 }] of remembered) {
    const digest = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(host));
    const name = [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    entries[`memory.${name}`] = [today - days, version, path, place];
  }
  await chrome.storage.local.set(entries);
}
