// The worker: it registers listeners and performs effects, and decides nothing. Every judgement is in
// the Rust core (src/tabs.rs), which takes events and answers with effects.
//
// An event reaches only those listeners that were registered in the worker's first turn, and the wasm
// loads later: so all of them are registered at once, and each waits for `ready`.

import './browser.js';
import init, { handle } from './wasm/background.js';
import { readDocument } from './page.js';

const ready = init({ module_or_path: browser.runtime.getURL('wasm/background_bg.wasm') });

const mainFrames = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] };

browser.webRequest.onHeadersReceived.addListener(
  (details) => {
    if (details.frameId !== 0 || !(details.tabId >= 0)) return;
    send({ Response: { ...request(details), status: details.statusCode, fields: details.responseHeaders ?? [] } });
  },
  mainFrames,
  ['responseHeaders'],
);

browser.webRequest.onErrorOccurred.addListener((details) => {
  if (details.frameId !== 0 || !(details.tabId >= 0)) return;
  send({ RequestFailed: { ...request(details), error: details.error } });
}, mainFrames);

browser.webNavigation.onCommitted.addListener((details) => {
  if (details.frameId !== 0 || !(details.tabId >= 0)) return;
  send({ Committed: { ...navigation(details), lifecycle: details.documentLifecycle } });
});

browser.webNavigation.onErrorOccurred.addListener((details) => {
  if (details.frameId !== 0 || !(details.tabId >= 0)) return;
  send({ NavigationFailed: { ...navigation(details), error: details.error } });
});

browser.tabs.onRemoved.addListener((tab) => send({ Removed: { tab } }));

// The popup, on a page that is still being read: if this worker had died meanwhile, it asks again.
browser.runtime.onMessage.addListener(({ looked }) => {
  send({ Looked: { tab: looked } });
});

// Chromium only: a tab that takes over another's place. Its own events tell what it shows.
browser.webNavigation.onTabReplaced?.addListener((details) => send({ Removed: { tab: details.replacedTabId } }));

function request(details) {
  return {
    tab: details.tabId,
    request: details.requestId,
    url: details.url,
    at: details.timeStamp,
    document: details.documentId,
    lifecycle: details.documentLifecycle,
  };
}

function navigation(details) {
  return { tab: details.tabId, document: details.documentId, url: details.url, at: details.timeStamp };
}

// Events go into the core one after the other, in the order in which the browser delivered them.
async function send(event) {
  await ready;
  for (const effect of handle(event)) perform(effect);
}

function perform(effect) {
  const [[name, args]] = Object.entries(effect);
  switch (name) {
    case 'SetBadge':
      return setBadge(args);
    case 'Read':
      return read(args);
    case 'Save':
      return write(args.key, args.value);
    case 'Remove':
      return write(args.key, undefined);
    case 'ReadPage':
      return readPage(args);
  }
}

// A tab may be gone by now: then there is nothing to show.
function gone() {}

function setBadge({ tab, text, colour, title }) {
  browser.action.setBadgeBackgroundColor({ tabId: tab, color: colour }).catch(gone);
  browser.action.setBadgeTextColor({ tabId: tab, color: '#ffffff' }).catch(gone);
  browser.action.setBadgeText({ tabId: tab, text }).catch(gone);
  browser.action.setTitle({ tabId: tab, title: browser.i18n.getMessage(title.key, title.args) }).catch(gone);
}

async function read({ tab, key }) {
  const stored = await browser.storage.session.get(key).catch(() => ({}));
  send({ Stored: { tab, value: stored[key] } });
}

// One write per key is under way at a time, and the last state wins.
const writes = new Map();

async function write(key, value) {
  const busy = writes.has(key);
  writes.set(key, { value });
  if (busy) return;
  for (let next = writes.get(key), last; next !== last; next = writes.get(key)) {
    last = next;
    const done =
      next.value === undefined ? browser.storage.session.remove(key) : browser.storage.session.set({ [key]: next.value });
    await done.catch((error) => console.warn('Faultline could not store a tab:', error));
  }
  writes.delete(key);
}

// A page that throws, stays silent or answers with nothing cannot be read: its fields have to do.
async function readPage({ tab, document, ask, head, tail, wait, patience }) {
  const answer = browser.scripting
    .executeScript({
      target: { tabId: tab, documentIds: [document] },
      func: readDocument,
      args: [head, tail, wait],
      injectImmediately: true,
    })
    .then(([injection]) => injection?.result, gone);
  const silence = new Promise((resolve) => setTimeout(resolve, patience));
  const page = await Promise.race([answer, silence]);
  send({ PageRead: { tab, document, ask, page } });
}
