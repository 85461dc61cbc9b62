// What the worker does where the user asked for more than a page's own answer: tabs that are watched until they close, and
// pages that are read once after their load. As in background.js events go into a core, and its effects are performed. The
// core is one of its own (src/watching.rs), which is loaded with the first of these events: who asked for none pays nothing.

import { aboutParts, packagedFile } from './asking.js';
import { readEveryPage } from './reading.js';
import init, { companies_file, handle, know, reads_parts, watch_key } from './wasm/watching.js';

/** Where the session's storage has the numbers of the watched tabs. */
export const WATCHED = 'watched';

// A worker that hears of nothing ends after half a minute, and those of its listeners that name a tab end with it.
const BETWEEN_SIGNS = 20_000;

// What stops listening to each watched tab.
const watched = new Map();
let signs;
let tell;

/** Registers what must be there from the first turn on; `told` takes events of the tabs' core. */
export function heed(told) {
  tell = told;
  browser.runtime.onMessage.addListener((message, sender) => {
    const { watch, unwatch, loaded } = message;
    if (watch) begin(watch);
    if (unwatch) stop(unwatch.tab);
    if (loaded) send({ Loaded: { tab: sender.tab.id, document: sender.documentId, url: sender.url } });
  });
  browser.tabs.onRemoved.addListener(stop);
  browser.webNavigation.onTabReplaced?.addListener(({ replacedTabId: tab }) => stop(tab));
  // An update takes the scripts away that were registered before it.
  browser.runtime.onInstalled.addListener(() => settle().catch(complain));
}

/** Goes on watching these tabs, for a worker that died meanwhile. */
export function resume(tabs = []) {
  for (const tab of tabs.filter((tab) => !watched.has(tab))) {
    listen(tab);
    send(stored(tab));
  }
}

async function stored(tab) {
  await load();
  const key = watch_key(tab);
  const [{ [key]: value }, shown] = await Promise.all([
    browser.storage.session.get(key).catch(() => ({})),
    browser.tabs.get(tab).catch(() => stop(tab)),
  ]);
  return { Watched: { tab, url: shown?.url, value, at: Date.now() } };
}

function begin({ tab, url }) {
  listen(tab);
  send({ Watched: { tab, url, at: Date.now() } });
  keepList();
}

function listen(tab) {
  stopListening(tab);
  const filter = { urls: ['http://*/*', 'https://*/*'], tabId: tab };
  const heard = (details) => {
    const { frameId: frame, documentId: document, type: kind, url, statusCode: status, responseHeaders: fields, error } = details;
    send({ Ended: { request: { tab, frame, document, kind, url, status, fields, error, at: details.timeStamp } } });
  };
  const { onHeadersReceived, onErrorOccurred, OnHeadersReceivedOptions } = browser.webRequest;
  // Chromium tells of an error page in the place of a script only where "extra" fields are wanted.
  const extra = ['responseHeaders', OnHeadersReceivedOptions?.EXTRA_HEADERS].filter(Boolean);
  onHeadersReceived.addListener(heard, filter, extra);
  onErrorOccurred.addListener(heard, filter);
  watched.set(tab, () => {
    onHeadersReceived.removeListener(heard);
    onErrorOccurred.removeListener(heard);
  });
  signs ??= setInterval(lookAfter, BETWEEN_SIGNS);
}

function stopListening(tab) {
  watched.get(tab)?.();
  return watched.delete(tab);
}

function stop(tab) {
  if (!stopListening(tab)) return;
  send({ Unwatched: { tab } });
  keepList();
  if (watched.size > 0) return;
  clearInterval(signs);
  signs = undefined;
}

// Asking for a tab keeps the worker alive, and finds those that are gone.
function lookAfter() {
  for (const tab of watched.keys()) browser.tabs.get(tab).catch(() => stop(tab));
}

function keepList() {
  browser.storage.session.set({ [WATCHED]: [...watched.keys()] }).catch(complain);
}

let loading;

function load() {
  loading ??= (async () => {
    await init({ module_or_path: browser.runtime.getURL('wasm/watching_bg.wasm') });
    know(await packagedFile(companies_file()).catch(() => ''));
  })();
  return loading;
}

// Events in their order, some of them still on the way. While a state is being written, what comes next waits and is
// written together.
const events = [];
let working;

function send(event) {
  events.push(event);
  working ??= work().catch(complain);
}

async function work() {
  await load();
  while (events.length > 0) {
    const next = await Promise.all(events.splice(0));
    await Promise.all(handle(next).map(perform)).catch(complain);
  }
  working = undefined;
}

function perform(effect) {
  const [[name, args]] = Object.entries(effect);
  switch (name) {
    case 'Save':
      return browser.storage.session.set({ [args.key]: args.value });
    case 'Remove':
      return browser.storage.session.remove(args.key);
    case 'Tell':
      return tell({ Parts: args });
    case 'ReadParts':
      readParts(args);
  }
}

async function readParts({ tab, url, question }) {
  const { of: document, raw } = await aboutParts(tab, question);
  send({ PartsRead: { tab, document, url, at: Date.now(), raw } });
}

async function settle() {
  await load();
  const { options } = await browser.storage.local.get('options');
  await readEveryPage(reads_parts(options));
}

function complain(error) {
  console.warn('Faultline could not watch a tab:', error);
}
