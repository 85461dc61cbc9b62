// What the popup asks of the browser before it draws, in one go. It decides nothing: src/web/popup.rs reads the answers.

import './browser.js';

// What cannot be asked is missing in the answer.
function missing() {}

export async function askAbout(tab, tabKey, windowKey, optionsKey) {
  const frame = await browser.webNavigation.getFrame({ tabId: tab, frameId: 0 }).catch(missing);
  const { documentId: document, url } = frame ?? {};
  const [allowed, stored, kept, shown] = await Promise.all([
    browser.permissions.contains({ origins: origins(url) }).catch(missing),
    browser.storage.session.get([tabKey, windowKey]).catch(missing),
    browser.storage.local.get(optionsKey).catch(missing),
    browser.tabs.get(tab).catch(missing),
  ]);
  return {
    document,
    url,
    allowed,
    tab: stored?.[tabKey],
    window: stored?.[windowKey],
    options: kept?.[optionsKey],
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

// A file of the package, as text.
export async function readFile(path) {
  const response = await fetch(browser.runtime.getURL(path));
  return response.text();
}
