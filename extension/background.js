// The worker: it registers listeners and performs effects, and decides nothing. Every judgement is in
// the Rust core (src/tabs.rs), which takes events and answers with effects.
//
// An event reaches only those listeners that were registered in the worker's first turn, and the wasm
// loads later: so all of them are registered at once, and each waits for `ready`.

import { extraFields } from './browser.js';
import { ownChecks, widgets } from './hosts.js';
import init, { handle } from './wasm/background.js';
import { inPage, readDocument, readTiming } from './page.js';
import { WATCHED, heed, isOurs, resume } from './watching.js';

// Whole, not as a stream: the browser keeps less of it for itself (docs/benchmarks.md has what a worker takes).
const bytes = fetch(browser.runtime.getURL('wasm/background_bg.wasm')).then((response) => response.arrayBuffer());
const ready = init({ module_or_path: bytes });

const mainFrames = { urls: ['http://*/*', 'https://*/*'], types: ['main_frame'] };

browser.webRequest.onHeadersReceived.addListener(
  (details) => {
    if (details.frameId !== 0 || !(details.tabId >= 0)) return;
    const { method, statusCode: status, responseHeaders: fields = [], ip: address } = details;
    send({ Response: { ...request(details), method, status, fields, address, proxied: Boolean(details.proxyInfo) } });
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

// Chromium's own error pages. Firefox, whose background is no service worker, commits the failed address, and
// reports nothing here but a number, with nearly every load that succeeds: it would cost each of them a call.
if (browser.runtime.getManifest().background.service_worker) {
  browser.webNavigation.onErrorOccurred.addListener((details) => {
    if (details.frameId !== 0 || !(details.tabId >= 0)) return;
    send({ NavigationFailed: { ...navigation(details), error: details.error } });
  });
}

// Parts of security checks, which some pages cannot do without. Their pictures and beacons can be missed.
listenTo(widgets, true);
listenTo(ownChecks, false);

function listenTo(urls, widget) {
  const parts = { urls, types: ['script', 'sub_frame', 'xmlhttprequest'] };
  const checked = (details) => {
    if (!(details.tabId >= 0)) return;
    const { tabId: tab, frameId: frame, parentFrameId: parent, documentId: document, parentDocumentId: above } = details;
    const { statusCode: status, error, timeStamp: at } = details;
    send({ Checked: { tab, frame, parent, document, above, widget, status, error, at } });
  };
  // With the headers, not at the end: an error page that comes in the place of a script is kept from whoever asked for
  // it, and ends as if it had been blocked or given up.
  browser.webRequest.onHeadersReceived.addListener(checked, parts, extraFields);
  browser.webRequest.onErrorOccurred.addListener(checked, parts);
}

browser.tabs.onRemoved.addListener((tab) => send({ Removed: { tab } }));

// Chromium only: a discarded tab gets another number.
browser.webNavigation.onTabReplaced?.addListener(({ replacedTabId: tab, tabId: by }) => send({ Replaced: { tab, by } }));

// The popup, on a page of which not all is known: what a worker asked that died meanwhile is asked again.
browser.runtime.onMessage.addListener(({ looked, mended }, sender) => {
  if (!isOurs(sender)) return;
  [looked && { Looked: looked }, mended && { Parts: mended }].filter(Boolean).forEach(send);
});

heed(send, ready);

// There may be tabs by now whose responses were not seen.
browser.runtime.onInstalled.addListener(() => send({ Started: {} }));
browser.runtime.onStartup.addListener(() => send({ Started: {} }));
browser.permissions.onAdded.addListener(() => send({ Started: {} }));
// The same where it was only switched on again, of which Chromium tells nothing else.
globalThis.addEventListener('activate', () => send({ Started: {} }));

// Another connection: told to a worker that runs. One that does not will meet it with a load that fails.
globalThis.addEventListener('online', () => send({ Online: { at: Date.now() } }));

// What is remembered of sites is in the local storage as well: writing it costs no call.
browser.storage.local.onChanged.addListener(({ options }) => options && send({ OptionsChanged: {} }));

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

// Events go into the core in the order in which the browser delivered them; those that came while the
// wasm was loading go in one call.
const events = [];

async function send(event) {
  if (events.push(event) > 1) return;
  await ready;
  for (const effect of handle(events.splice(0))) perform(effect);
}

function perform(effect) {
  const [[name, args]] = Object.entries(effect);
  switch (name) {
    case 'SetBadge':
      return setBadge(args);
    case 'Read':
      return read(args);
    case 'ReadAndRecall':
      return read(args, recollection(args));
    case 'Recall':
      return recall(args);
    case 'Remember':
      return remember(args);
    case 'Prune':
      return prune(args);
    case 'ReadOptions':
      return readOptions(args);
    case 'List':
      return list();
    case 'Save':
      return write(args.key, args.value);
    case 'Remove':
      return write(args.key, undefined);
    case 'Wait':
      return wait(args);
    case 'StopWaiting':
      return stopWaiting(args);
    case 'CheckAccess':
      return checkAccess(args);
    case 'ReadTiming':
      return askTiming(args);
    case 'ReadPage':
      return askPage(args);
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

// What is stored of a tab and of all, and what it shows: a worker that died may have taken a commit with it.
async function read({ tab, key, window }, remembered) {
  const at = Date.now();
  const [stored, frame, shown, recollection] = await Promise.all([
    browser.storage.session.get([key, window, WATCHED]).catch(gone),
    browser.webNavigation.getFrame({ tabId: tab, frameId: 0 }).catch(gone),
    browser.tabs.get(tab).catch(gone),
    remembered,
  ]);
  const { documentId: document, url } = frame ?? {};
  resume(stored?.[WATCHED]);
  send({ Stored: { tab, value: stored?.[key], document, url, at, private: shown?.incognito, window: stored?.[window], recollection } });
}

async function recall(args) {
  send({ Recalled: { tab: args.tab, recollection: await recollection(args) } });
}

// What is remembered of a host, and what the core needs to know whether anything may be.
async function recollection({ host, keys }) {
  const kept = await browser.storage.local.get([keys.options, keys.secret, keys.pruned]).catch(gone);
  const name = await entryName(host, keys, kept?.[keys.secret]).catch(gone);
  const stored = await browser.storage.local.get(name ?? []).catch(gone);
  return kept && { host, options: kept[keys.options], pruned: kept[keys.pruned], value: stored?.[name] };
}

// Hosts are not kept: the name of an entry is a digest of its host under this browser's secret.
async function entryName(host, { entries }, secret) {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(secret), hmac, false, ['sign']);
  const digest = await crypto.subtle.sign(hmac, key, new TextEncoder().encode(host));
  return entries + [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

// One after the other, so that the secret is drawn once.
let turns = Promise.resolve();

function inTurn(work) {
  turns = turns.then(work).catch((error) => console.warn('Faultline could not change what it remembers:', error));
}

function remember({ host, value, keys }) {
  inTurn(async () => {
    const drawn = [...crypto.getRandomValues(new Uint8Array(32))];
    const { [keys.secret]: secret = drawn } = await browser.storage.local.get(keys.secret);
    await browser.storage.local.set({ [keys.secret]: secret, [await entryName(host, keys, secret)]: value });
  });
}

// Which entries go is said by the core's two numbers, as in a query; a value's first member is its day.
function prune({ before, most, day, keys }) {
  inTurn(async () => {
    const kept = Object.entries(await browser.storage.local.get());
    const entries = kept.filter(([name]) => name.startsWith(keys.entries)).map(([name, value]) => ({ name, day: value[0] }));
    const old = entries.sort((a, b) => b.day - a.day).filter((entry, place) => place >= most || entry.day < before);
    await browser.storage.local.remove(old.map(({ name }) => name));
    await browser.storage.local.set({ [keys.pruned]: day });
  });
}

async function readOptions({ key }) {
  const stored = await browser.storage.local.get(key).catch(gone);
  send({ Options: { value: stored?.[key] } });
}

async function list() {
  const tabs = await browser.tabs.query({}).catch(() => []);
  send({ Listed: { tabs: tabs.map(({ id }) => id) } });
}

const waits = new Map();

function wait({ tab, document, milliseconds }) {
  clearTimeout(waits.get(tab));
  const over = () => {
    waits.delete(tab);
    send({ Waited: { tab, document } });
  };
  waits.set(tab, setTimeout(over, milliseconds));
}

function stopWaiting({ tab }) {
  clearTimeout(waits.get(tab));
  waits.delete(tab);
}

async function checkAccess({ tab, document, ask, origin }) {
  const granted = await browser.permissions.contains({ origins: [origin] }).catch(() => false);
  send({ Access: { tab, document, ask, granted } });
}

// What is to be stored next, or removed: what comes together goes in one write, one write is under way at a time, and
// of every key the last state wins.
let next = new Map();
let writing;

function write(key, value) {
  next.set(key, value);
  writing ??= writeAll();
}

async function writeAll() {
  await undefined;
  while (next.size > 0) {
    const all = [...next];
    next = new Map();
    const kept = all.filter(([, value]) => value !== undefined);
    const removed = all.filter(([, value]) => value === undefined).map(([key]) => key);
    try {
      await Promise.all([
        kept.length > 0 && browser.storage.session.set(Object.fromEntries(kept)),
        removed.length > 0 && browser.storage.session.remove(removed),
      ]);
    } catch (error) {
      console.warn('Faultline could not store a tab:', error);
    }
  }
  writing = undefined;
}

async function askTiming({ tab, document, ask, patience }) {
  const timing = await inDocument(tab, document, patience, readTiming, []);
  send({ TimingRead: { tab, document, ask, timing } });
}

async function askPage({ tab, document, ask, head, tail, wait, patience }) {
  const page = await inDocument(tab, document, patience, readDocument, [head, tail, wait]);
  send({ PageRead: { tab, document, ask, page } });
}

// A page that answers with nothing cannot be read either: its fields have to do.
async function inDocument(tab, document, patience, func, args) {
  const [answer] = await inPage({ tabId: tab, documentIds: [document] }, patience, func, args);
  return answer?.result;
}
