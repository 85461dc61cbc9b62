// What the extension's pages ask of the browser before they draw. It decides nothing: the core reads the answers.

import './browser.js';
import { inPage } from './page.js';
import { readParts } from './parts.js';

// What cannot be asked is missing in the answer.
function missing() {}

/** The active tab of this window. */
export async function activeTab() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true }).catch(() => []);
  return tab?.id;
}

/** What the browser tells of a tab, and what is stored of it and of all. */
export async function aboutTab(tab, keys) {
  const frame = await browser.webNavigation.getFrame({ tabId: tab, frameId: 0 }).catch(missing);
  const { documentId: document, url } = frame ?? {};
  const [allowed, stored, kept, shown] = await Promise.all([
    browser.permissions.contains({ origins: origins(url) }).catch(missing),
    browser.storage.session.get([keys.tab, keys.window, keys.watch]).catch(missing),
    browser.storage.local.get(keys.options).catch(missing),
    browser.tabs.get(tab).catch(missing),
  ]);
  return {
    document,
    url,
    allowed,
    tab: stored?.[keys.tab],
    window: stored?.[keys.window],
    watch: stored?.[keys.watch],
    options: kept?.[keys.options],
    private: shown?.incognito,
    now: Date.now(),
  };
}

// A match pattern knows no ports. Where no address is told, all sites are asked about.
function origins(url) {
  if (!url) return browser.runtime.getManifest().host_permissions;
  const { protocol, hostname } = new URL(url);
  return [`${protocol}//${hostname}/*`];
}

/** What the options' page shows. */
export async function aboutOptions(keys) {
  const [kept, commands] = await Promise.all([
    browser.storage.local.get().catch(() => ({})),
    browser.commands.getAll().catch(() => []),
  ]);
  return {
    options: kept[keys.options],
    remembered: entries(kept, keys).length,
    shortcut: commands.find(({ shortcut }) => shortcut)?.shortcut,
  };
}

/** The names of all entries of the memory. */
export function entries(kept, keys) {
  return Object.keys(kept).filter((name) => name.startsWith(keys.entries));
}

/** What a document and its frames tell of their parts. */
export async function aboutParts(tab, { document, most, longest, wait, patience }) {
  const ask = (target) => inPage({ tabId: tab, ...target }, patience, readParts, [most, longest, wait]);
  // One frame that hangs holds up all of them, and the page itself is asked alone.
  const [own, all] = await Promise.all([ask({ documentIds: [document] }), ask({ allFrames: true })]);
  const raw = [...own, ...all.filter(({ frameId }) => frameId !== 0)].map(({ result }) => result);
  return { of: document, raw };
}

/** A file of the package, as text. */
export async function packagedFile(path) {
  const response = await fetch(browser.runtime.getURL(path));
  return response.text();
}
