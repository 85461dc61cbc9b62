// What a press of a button on the extension's pages has the browser do. What is stored is the core's to say.

import './browser.js';
import { entries } from './asking.js';
import { readEveryPage } from './reading.js';
import { keys, session_keys, with_memory, with_muted, with_parts } from './wasm/pages.js';

/** What the page draws again with: each page has its own way. */
export const page = { draw: async () => {}, told: undefined };

/** Mutes a site or hears it again. The button is another one then, and whoever uses the keyboard goes on from `next`. */
export async function mute(host, muted, next) {
  await change((options) => with_muted(options, host, muted));
  await page.draw();
  focus(next);
}

/** Forgets every site with the secret under which their names were made, and says whether visits are remembered. */
export async function forget(remembers, next) {
  const { secret, pruned } = keys();
  // The worker is told first, so that it writes nothing that it had in mind.
  await change((options) => with_memory(options, remembers, Date.now()));
  const kept = await browser.storage.local.get().catch(() => ({}));
  // A storage that refuses leaves what was there, and the page is drawn from that.
  await browser.storage.local.remove([...entries(kept, keys()), secret, pruned]).catch(refused);
  // The hosts of the last minutes go too, which were kept for this session.
  await browser.storage.session.remove(session_keys(0).window).catch(refused);
  await page.draw();
  focus(next);
}

/** Has every page looked at once after its load, or no longer. What the browser refuses is not chosen. */
export async function lookAtPages(wanted, next) {
  await readEveryPage(wanted).then(() => change((options) => with_parts(options, wanted)), refused);
  await page.draw();
  focus(next);
}

/** Has a tab watched that shows this document: the worker stores what it sees, and the page is drawn when that changes. */
export function watch(tab, document, url) {
  order({ watch: { tab, document, url } });
}

/** Ends that. */
export function unwatch(tab) {
  order({ unwatch: { tab } });
}

// A worker that is about to end may not hear it: the next one does.
async function order(message) {
  const say = () => browser.runtime.sendMessage(message);
  await say().catch(say).catch((error) => console.warn('Faultline could not reach its worker:', error));
}

async function change(made) {
  const { options } = keys();
  // Without what was chosen before, a choice would take its place.
  const kept = await browser.storage.local.get(options).catch(refused);
  if (kept) await browser.storage.local.set({ [options]: made(kept[options]) }).catch(refused);
}

function refused(error) {
  console.warn('Faultline could not store a choice:', error);
}

/** Asks for the permission that the manifest names: inside the click itself, as Firefox wants it. */
export async function allow(tab) {
  const origins = browser.runtime.getManifest().host_permissions;
  const granted = await browser.permissions.request({ origins }).catch(() => false);
  if (!granted) return;
  await reload(tab);
  await page.draw();
}

// A tab that is gone needs no reload.
export async function reload(tab) {
  await browser.tabs.reload(tab).catch(() => {});
}

// A browser that cannot open it says so itself.
export async function openOptions() {
  await browser.runtime.openOptionsPage().catch(() => {});
}

/** Draws the report of what the page was drawn from. */
export async function drawReport() {
  const report = await import('./report.js');
  await report.drawReport(page.told);
}

/** Puts a text on the clipboard, and says so; where the browser refuses, the text is marked for the reader's own hand. */
export async function copy(text, from, told, copied, refused) {
  const done = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  document.getElementById(told).textContent = done ? copied : refused;
  if (!done) document.getElementById(from).select();
}

/** Draws the page once more. */
export function drawAgain() {
  page.draw();
}

/** Puts the focus on the first element that fits: what had it before is gone. */
export function focus(selector) {
  const found = document.querySelector(selector);
  if (!found) return;
  // What takes no focus by itself (a heading) takes it from here.
  if (found.tabIndex < 0) found.tabIndex = -1;
  found.focus();
}
