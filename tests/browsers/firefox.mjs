// Firefox: hosts come through a proxy, the driver speaks WebDriver BiDi, and
// what an extension cannot do is done in the browser's own window ("chrome
// scope"): stopping the background, taking a picture of the popup's panel.

import { writeFile } from 'node:fs/promises';
import puppeteer from 'puppeteer-core';
import { Browser, VIEWPORT } from './browser.mjs';
import { preferences, UUID } from './firefox-preferences.mjs';
import { ASK_AGAIN_MS, until } from './waiting.mjs';

const EXECUTABLE = process.env.FAULTLINE_FIREFOX ?? '/usr/bin/firefox-esr';
const ID = 'faultline@faultline.dev';

/** Starts Firefox as chromium.mjs starts Chromium; `preferences` are Firefox's own. */
export async function launch({
  extension,
  companions = [],
  downloads,
  preferences: more = {},
  web,
  headless = true,
  keepOpen = false,
  installed = true,
  privateWindows = false,
  profile,
  restoreSession,
  helperPage = keepOpen ? undefined : 'manifest.json',
}) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: EXECUTABLE,
    headless,
    // The demo ends the browser itself, so that the temporary profile goes as well.
    handleSIGINT: !keepOpen,
    handleSIGTERM: !keepOpen,
    handleSIGHUP: !keepOpen,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { ...preferences(ID, web, downloads), ...more },
    userDataDir: profile,
    defaultViewport: keepOpen ? null : VIEWPORT,
  });
  for (const folder of installed ? [extension, ...companions] : []) {
    await browser.installExtension(folder);
  }
  const window = await chromeScope(browser);
  const firefox = new Firefox({ browser, extension, helper: null, window });
  if (!installed) {
    return firefox;
  }
  if (privateWindows) {
    await window(allowPrivateWindows, ID);
  }
  if (keepOpen) {
    await window(pinToToolbar, ID);
  }
  if (helperPage) {
    const [first] = await browser.pages();
    firefox.helper = await openOwnPage(browser, first, helperPage);
  }
  if (restoreSession) {
    await window(restoreTabs, restoreSession);
  }
  return firefox;
}

/** A function that runs a function in the browser's own window, with arguments and answer as plain data. */
async function chromeScope(browser) {
  const { connection } = browser;
  const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [{ context }] = tree.contexts;
  return async (task, ...values) => {
    const expression = `(async () => JSON.stringify(await (${task})(...${JSON.stringify(values)})) ?? 'null')()`;
    const { result } = await connection.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
    if (result.type === 'exception') {
      throw new Error(`In Firefox's window: ${result.exceptionDetails.text}`);
    }
    return JSON.parse(result.result.value);
  };
}

async function openOwnPage(browser, page, file) {
  const url = `moz-extension://${UUID}/${file}`;
  // The load event of an extension's page is never reported, so nothing is waited for but the address.
  await browser.connection.send('browsingContext.navigate', { context: page.mainFrame()._id, url, wait: 'none' });
  await until(`the extension's ${file}`, async () => {
    try {
      return (await page.evaluate(() => location.href)) === url;
    } catch {
      // The document is being replaced.
      return false;
    }
  });
  return page;
}

class Firefox extends Browser {
  #window;

  constructor({ window, ...parts }) {
    super(parts);
    this.#window = window;
  }

  /** Installs the extension, or puts it in the place of the one that is there, as an update does. */
  async install() {
    await this.browser.installExtension(this.extension);
    this.helper = await this.openOwnPage('manifest.json');
  }

  /** Opens a page of the extension in a tab. */
  async openOwnPage(file) {
    return openOwnPage(this.browser, await this.browser.newPage(), file);
  }

  /** Ends the background as Firefox itself does when it is idle. */
  async killWorker() {
    const end = (id) => WebExtensionPolicy.getByID(id).extension.terminateBackground({ disableResetIdleForTest: true });
    // An event that is under way may wake the next one at once.
    let asked = 0;
    await until('the end of the worker', async () => {
      if (Date.now() - asked > ASK_AGAIN_MS) {
        asked = Date.now();
        await this.#window(end, ID);
      }
      return !(await this.workerIsRunning());
    });
  }

  async workerIsRunning() {
    return (await this.#window((id) => WebExtensionPolicy.getByID(id).extension.backgroundState, ID)) !== 'stopped';
  }

  /** What the worker of a counting copy has counted since it started. */
  counts() {
    return this.helper.evaluate(() => JSON.parse(JSON.stringify(chrome.extension.getBackgroundPage().counts)));
  }

  /** The number of the process in which extensions run. */
  extensionProcess() {
    return this.#window(async () => {
      const { children } = await ChromeUtils.requestProcInfo();
      return children.find(({ type }) => type === 'extension').pid;
    });
  }

  /** Gives up what is being loaded, as the button in the place of "reload" does. */
  stop(tab) {
    return tab.page.evaluate(() => window.stop());
  }

  /** Lets every request to this host fail with an error, until the function that is returned is called. */
  async failRequests(_tab, host, { firefox: error }) {
    await this.#window(failRequests, host, error);
    return () => this.#window(failRequests, host, null);
  }

  /** Opens the tab again that was closed last. */
  async restoreTab() {
    await this.#window(() => void SessionStore.undoCloseTab(window, 0));
  }

  /** Takes the permission for websites away, as the switch in about:addons does. */
  takePermission() {
    return this.helper.evaluate(() => chrome.permissions.remove({ origins: chrome.runtime.getManifest().host_permissions }));
  }

  /** Gives it back; asking for it as the popup does would need a person's click. */
  async givePermission() {
    const origins = await this.helper.evaluate(() => chrome.runtime.getManifest().host_permissions);
    await this.#window(
      async (id, origins) => {
        const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        await ExtensionPermissions.add(id, { permissions: [], origins }, WebExtensionPolicy.getByID(id).extension);
      },
      ID,
      origins,
    );
  }

  /** Clicks on a button of the open popup as a person does: some of what it asks needs a person's click. */
  async clickInPopup(selector) {
    const place = await this.helper.evaluate((selector) => {
      const { x, y, width, height } = chrome.extension
        .getViews({ type: 'popup' })[0]
        .document.querySelector(selector)
        .getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    }, selector);
    await this.#window(clickInPanel, ...place);
  }

  /** A picture of the real popup, at twice its size in pixels. */
  async screenshotPopup(tab, file, { dark = false } = {}) {
    await this.openPopup(tab);
    await this.popupIsReady();
    const { width, height } = await this.popupSize();
    const picture = await this.#window(drawPopup, dark ? 'dark' : 'light', width, height);
    await writeFile(file, Buffer.from(picture, 'base64'));
    await this.closePopup();
  }
}

// The functions below run in the browser's own window.

/** Allows the extension in private windows, which starts it anew. */
async function allowPrivateWindows(id) {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const allowed = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
  await ExtensionPermissions.add(id, allowed, WebExtensionPolicy.getByID(id).extension);
  await (await AddonManager.getAddonByID(id)).reload();
}

/** Restores tabs as after a restart: under automation Firefox keeps no session, so it is told which these were. */
function restoreTabs(urls) {
  const { E10SUtils } = ChromeUtils.importESModule('resource://gre/modules/E10SUtils.sys.mjs');
  const tabs = urls.map((url) => ({
    entries: [{ url, triggeringPrincipal_base64: E10SUtils.SERIALIZED_SYSTEMPRINCIPAL }],
  }));
  SessionStore.setWindowState(window, JSON.stringify({ windows: [{ tabs }] }), false);
}

/** Lets requests to a host fail with the error of this name, or, without a name, no longer. */
function failRequests(host, name) {
  if (name !== null && !(name in Cr)) {
    throw new Error(`${name} is no error of Firefox's`);
  }
  if (!window.failingHosts) {
    window.failingHosts = new Map();
    const fail = (channel) => {
      const error = failingHosts.get(channel.QueryInterface(Ci.nsIHttpChannel).URI.host);
      if (error) channel.cancel(Cr[error]);
    };
    // Later than the extensions' own observers, which would not know of the request otherwise.
    Services.obs.addObserver(fail, 'http-on-before-connect');
  }
  if (name) failingHosts.set(host, name);
  else failingHosts.delete(host);
}

function clickInPanel(x, y) {
  const panel = [...document.querySelectorAll('browser')].find(({ currentURI }) => currentURI?.filePath === '/popup.html');
  const { left, top } = panel.getBoundingClientRect();
  for (const event of ['mousemove', 'mousedown', 'mouseup']) {
    window.synthesizeMouseEvent(event, left + x, top + y, { button: 0, clickCount: event === 'mousemove' ? 0 : 1 });
  }
}

async function drawPopup(scheme, width, height) {
  const panel = [...document.querySelectorAll('browser')].find(({ currentURI }) => currentURI?.filePath === '/popup.html');
  const popup = panel.browsingContext;
  popup.prefersColorSchemeOverride = scheme;
  const picture = await popup.currentWindowGlobal.drawSnapshot(new DOMRect(0, 0, width, height), 2, 'white');
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const blob = await canvas.convertToBlob();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function pinToToolbar(id) {
  CustomizableUI.addWidgetToArea(`${id.replace(/[^a-z0-9_-]/g, '_')}-browser-action`, 'nav-bar');
}
