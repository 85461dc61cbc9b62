// What the worker does where the user asked for more than a page's own answer: tabs that are watched until they close, and
// pages that are looked at once after their load. As in background.js events go into a core, and its effects are performed.
// The core is one of its own (src/watching.rs), which is loaded with the first of these events.

import { aboutParts, packagedFile } from './asking.js';
import { extraFields } from './browser.js';
import { readEveryPage } from './reading.js';
import init, { companies_file, handle, know, reads_parts, watch_key } from './wasm/watching.js';

/** Where the session's storage has the numbers of the watched tabs. */
export const WATCHED = 'watched';

// A worker that hears of nothing ends after half a minute, and those of its listeners that name a tab end with it.
const BETWEEN_SIGNS = 20_000;
// What waits while the core is being loaded or a state is written; more than that only where the storage hangs.
const MOST_WAITING = 5000;

// What stops listening to each watched tab.
const watched = new Map();
let signs;
let tell;
let first;

/** Whether a message is from one of the extension's own pages, and not from its script in a website's. */
export function isOurs({ url = '' }) {
  return url.startsWith(browser.runtime.getURL(''));
}

/** Registers what must be there from the first turn on; `told` takes events of the first engine, which `is` there then. */
export function heed(told, is) {
  tell = told;
  first = is;
  browser.runtime.onMessage.addListener((message, sender) => {
    if (isOurs(sender)) order(message);
    else if (message.loaded && sender.frameId === 0) {
      send({ Loaded: { tab: sender.tab.id, document: sender.documentId, url: sender.url } });
    }
  });
  browser.tabs.onRemoved.addListener(stop);
  browser.webNavigation.onTabReplaced?.addListener(({ replacedTabId: tab }) => stop(tab));
  // An update takes the scripts away that were registered before it.
  browser.runtime.onInstalled.addListener(() => settle().catch(complain));
}

function order({ watch, unwatch, opened }) {
  if (watch) begin(watch);
  if (unwatch) stop(unwatch.tab);
  if (opened) listed();
}

// The stored list is the truth: a worker that died watched these.
let list;

function listed() {
  list ??= browser.storage.session.get(WATCHED).then(({ [WATCHED]: tabs = [] }) => tabs.forEach(goOn), complain);
  return list;
}

/** Goes on watching these tabs, for a worker that died meanwhile: once, since what is read later may be older than an order. */
export function resume(tabs) {
  if (list || !tabs) return;
  list = Promise.resolve();
  tabs.forEach(goOn);
}

function goOn(tab) {
  listen(tab);
  send(found(tab));
}

async function found(tab) {
  await load();
  const key = watch_key(tab);
  const [stored, frame] = await Promise.all([
    browser.storage.session.get(key).catch(() => {}),
    browser.webNavigation.getFrame({ tabId: tab, frameId: 0 }).catch(() => {}),
    browser.tabs.get(tab).catch(() => stop(tab)),
  ]);
  return { Watched: { tab, document: frame?.documentId, url: frame?.url, value: stored?.[key], at: Date.now() } };
}

async function begin({ tab, document, url }) {
  await listed();
  listen(tab);
  send({ Watched: { tab, document, url, at: Date.now() } });
  keepList();
}

function listen(tab) {
  stopListening(tab);
  const filter = { urls: ['http://*/*', 'https://*/*'], tabId: tab };
  const heard = (details) => {
    const { frameId: frame, parentFrameId: parent, documentId: document, documentLifecycle: lifecycle } = details;
    const { method, type: kind, url, statusCode: status, responseHeaders: fields, error, timeStamp: at } = details;
    send({ Ended: { request: { tab, frame, parent, document, lifecycle, method, kind, url, status, fields, error, at } } });
  };
  const committed = ({ tabId, frameId, documentId: document, documentLifecycle: lifecycle, url, timeStamp: at }) => {
    if (tabId === tab && frameId === 0) send({ Committed: { tab, document, url, lifecycle, at } });
  };
  const { onHeadersReceived, onErrorOccurred } = browser.webRequest;
  onHeadersReceived.addListener(heard, filter, ['responseHeaders', ...extraFields]);
  onErrorOccurred.addListener(heard, filter);
  browser.webNavigation.onCommitted.addListener(committed);
  watched.set(tab, () => {
    onHeadersReceived.removeListener(heard);
    onErrorOccurred.removeListener(heard);
    browser.webNavigation.onCommitted.removeListener(committed);
  });
  signs ??= setInterval(lookAfter, BETWEEN_SIGNS);
}

function stopListening(tab) {
  watched.get(tab)?.();
  return watched.delete(tab);
}

async function stop(tab) {
  await listed();
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
    await Promise.all([first, init({ module_or_path: browser.runtime.getURL('wasm/watching_bg.wasm') })]);
    know(await packagedFile(companies_file()).catch(() => ''));
  })();
  return loading;
}

// Events in their order, some of them still on the way. While a state is being written, what comes next waits and is
// written together.
const events = [];
let working;

function send(event) {
  if (events.length < MOST_WAITING) events.push(event);
  working ??= work().finally(() => {
    working = undefined;
  });
}

async function work() {
  try {
    await load();
  } catch (error) {
    // What comes next tries again.
    loading = undefined;
    return complain(error);
  }
  while (events.length > 0) {
    const next = await Promise.allSettled(events.splice(0));
    const arrived = next.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
    await Promise.all(handle(arrived).map(perform)).catch(complain);
  }
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
      ask(args);
  }
}

async function ask({ tab, url, question }) {
  const { of: document, raw } = await aboutParts(tab, question);
  send({ PartsRead: { tab, document, url, at: Date.now(), raw } });
}

async function settle() {
  const { options } = await browser.storage.local.get('options');
  if (!options) return;
  await load();
  await readEveryPage(reads_parts(options));
}

function complain(error) {
  console.warn('Faultline could not watch a tab:', error);
}
