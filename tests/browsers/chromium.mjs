// Chromium: hosts are mapped by a switch, the driver speaks CDP, the background
// is a service worker that can be closed as a target.

import puppeteer from 'puppeteer-core';
import { Browser, VIEWPORT } from './browser.mjs';
import { ASK_AGAIN_MS, until } from './waiting.mjs';

const EXECUTABLE = process.env.FAULTLINE_CHROMIUM ?? '/usr/bin/chromium';

// The errors that the driver can make of a request. A connection that times out has two names in Chromium, by where it
// waited; the driver knows the other one, and to Faultline they are one.
const REASONS = {
  'net::ERR_ADDRESS_UNREACHABLE': 'AddressUnreachable',
  'net::ERR_BLOCKED_BY_CLIENT': 'BlockedByClient',
  'net::ERR_CONNECTION_ABORTED': 'ConnectionAborted',
  'net::ERR_CONNECTION_CLOSED': 'ConnectionClosed',
  'net::ERR_CONNECTION_FAILED': 'ConnectionFailed',
  'net::ERR_CONNECTION_REFUSED': 'ConnectionRefused',
  'net::ERR_CONNECTION_RESET': 'ConnectionReset',
  'net::ERR_CONNECTION_TIMED_OUT': 'TimedOut',
  'net::ERR_INTERNET_DISCONNECTED': 'InternetDisconnected',
  'net::ERR_NAME_NOT_RESOLVED': 'NameNotResolved',
  'net::ERR_TIMED_OUT': 'TimedOut',
};

const isBackground = (target) => target.type() === 'service_worker' && target.url().startsWith('chrome-extension://');

/**
 * Starts Chromium with the unpacked extension and with the local web in place of the network. `installed: false`
 * leaves the extension to `install()`, `privateWindows` allows it there, `profile` is a folder to keep,
 * `restoreSession` names the addresses of the session before, and `helperPage` the extension's file in the helper tab,
 * which a window that a person looks at has only where it is named.
 */
export async function launch({
  extension,
  companions = [],
  downloads,
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
    executablePath: EXECUTABLE,
    headless,
    // The demo ends the browser itself, so that the temporary profile goes as well.
    handleSIGINT: !keepOpen,
    handleSIGTERM: !keepOpen,
    handleSIGHUP: !keepOpen,
    pipe: true,
    // A browser that goes on with its session has the extension from the start; over the pipe it would come later.
    enableExtensions: installed && !restoreSession ? [extension, ...companions] : true,
    args: [...switches(web), ...(restoreSession ? restored([extension, ...companions]) : [])],
    userDataDir: profile,
    downloadBehavior: downloads && { policy: 'allow', downloadPath: downloads },
    defaultViewport: keepOpen ? null : VIEWPORT,
    // A person need not read that the browser is controlled by software.
    ignoreDefaultArgs: keepOpen ? ['--enable-automation'] : [],
  });
  const chromium = new Chromium({ browser, extension, helper: null });
  if (!installed) {
    return chromium;
  }
  const id = await extensionId(browser);
  if (privateWindows) {
    await allowPrivateWindows(browser, id);
  }
  if (keepOpen) {
    await pinToToolbar(browser, id);
  }
  if (helperPage) {
    const page = restoreSession ? await browser.newPage() : (await browser.pages())[0];
    chromium.helper = await openHelper(page, id, helperPage);
  }
  return chromium;
}

function restored(extensions) {
  return [
    '--restore-last-session',
    `--load-extension=${extensions.join(',')}`,
    '--disable-features=DisableLoadExtensionCommandLineSwitch',
  ];
}

async function extensionId(browser) {
  const background = await browser.waitForTarget(isBackground);
  return new URL(background.url()).host;
}

function switches(web) {
  return [
    // The last rule leaves no name that could be asked outside of this machine.
    `--host-resolver-rules=MAP *:443 127.0.0.1:${web.tlsPort}, MAP *:80 127.0.0.1:${web.plainPort}, MAP * ~NOTFOUND`,
    `--ignore-certificate-errors-spki-list=${web.spki}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-gpu',
    '--disable-quic',
    '--disable-sync',
    '--no-first-run',
    // Chromium's sandbox refuses to run for root, which is who runs a container.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

async function openHelper(page, id, file = 'manifest.json') {
  await page.goto(`chrome-extension://${id}/${file}`);
  return page;
}

class Chromium extends Browser {
  /** Installs the extension, or puts it in the place of the one that is there, as an update does. */
  async install() {
    await newBackground(this.browser, () => this.browser.installExtension(this.extension));
    this.helper = await openHelper(await this.browser.newPage(), await extensionId(this.browser));
  }

  /** Switches the extension off and on again, as on the browser's page of extensions. */
  async switchOffAndOn() {
    const id = await extensionId(this.browser);
    const page = await this.browser.newPage();
    await page.goto('chrome://extensions');
    const offAndOn = async (id) => {
      await chrome.management.setEnabled(id, false);
      await chrome.management.setEnabled(id, true);
    };
    await newBackground(this.browser, () => page.evaluate(offAndOn, id));
    this.helper = await openHelper(page, id);
  }

  /** Opens a page of the extension in a tab. */
  async openOwnPage(file) {
    const page = await this.browser.newPage();
    await page.goto(new URL(file, this.helper.url()).href);
    return page;
  }

  /** Ends the background as Chromium itself does when it is idle. */
  async killWorker() {
    const background = await this.browser.waitForTarget(isBackground);
    const session = await this.helper.createCDPSession();
    // Where an event starts the next one at once the driver's target stays the same: the browser tells of the end.
    const running = new Set();
    let ended = false;
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, runningStatus } of versions) {
        if (runningStatus === 'running') running.add(versionId);
        ended ||= runningStatus === 'stopped' && running.has(versionId);
      }
    });
    await session.send('ServiceWorker.enable');
    // And, rarely, an event that begins at that moment keeps it: then it is asked in another way.
    let asked = 0;
    let ask = async () => (await background.worker())?.close();
    await until('the end of the worker', async () => {
      if (Date.now() - asked > ASK_AGAIN_MS) {
        asked = Date.now();
        await ask().catch(() => {});
        ask = () => session.send('ServiceWorker.stopAllWorkers');
      }
      return ended || !this.browser.targets().includes(background);
    });
    await session.detach();
  }

  workerIsRunning() {
    return this.browser.targets().some(isBackground);
  }

  /** What the worker of a counting copy has counted since it started. */
  async counts() {
    const background = await this.browser.waitForTarget(isBackground);
    return (await background.worker()).evaluate(() => counts);
  }

  /**
   * Gives up what is being loaded, as the button in the place of "reload" does.
   * A page whose next one waits for its answer does not answer the driver itself.
   */
  async stop(tab) {
    const session = await tab.page.createCDPSession();
    await session.send('Page.stopLoading');
    await session.detach();
  }

  /**
   * Lets every request of the tab to this host fail with an error, until the function that is returned is called. The
   * local web cannot: it is one address for all hosts, whose names are mapped once and whose connections are shared.
   */
  async failRequests(tab, host, { chromium: error }) {
    const errorReason = REASONS[error];
    if (!errorReason) {
      throw new Error(`Chromium's driver cannot make ${error}.`);
    }
    const session = await tab.page.createCDPSession();
    session.on('Fetch.requestPaused', ({ requestId }) => {
      // A request that was given up meanwhile has failed already.
      session.send('Fetch.failRequest', { requestId, errorReason }).catch(() => {});
    });
    await session.send('Fetch.enable', { patterns: [{ urlPattern: `https://${host}/*` }] });
    return () => session.detach();
  }

  /** Opens the tab again that was closed last; only an extension with the permission "sessions" can. */
  async restoreTab() {
    const page = await this.browser.newPage();
    await page.goto('chrome://extensions');
    const id = await page.evaluate(async () => {
      const extensions = await chrome.developerPrivate.getExtensionsInfo();
      return extensions.find(({ name }) => name === 'Companion: Sessions').id;
    });
    await page.goto(`chrome-extension://${id}/manifest.json`);
    await page.evaluate(() => chrome.sessions.restore());
    await page.close();
  }

  /** Takes the permission for websites away, as "on click" in Chromium's menu of the extension does. */
  takePermission() {
    return configure(this.browser, this.helper, { hostAccess: 'ON_CLICK' });
  }

  givePermission() {
    return configure(this.browser, this.helper, { hostAccess: 'ON_ALL_SITES' });
  }

  /**
   * A picture of the popup, as wide as the real one but whole, at twice its
   * size in pixels. It is drawn in a tab: of a real popup Chromium captures
   * only the part that fits into the window, and repeats it below.
   */
  async screenshotPopup(tab, file, { dark = false } = {}) {
    await this.openPopup(tab);
    await this.popupIsReady();
    const { body: width } = await this.popupSize();
    await this.closePopup();
    const page = await this.browser.newPage();
    await page.setViewport({ width, height: 1, deviceScaleFactor: 2 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
    await page.goto(new URL(`popup.html?tabId=${tab.id()}`, this.helper.url()).href);
    await page.waitForSelector('html[data-ready="true"]');
    await page.screenshot({ path: file, fullPage: true });
    await page.close();
  }
}

/** Changes what the user can change on chrome://extensions, in a tab of its own. */
async function configure(browser, helper, settings) {
  const page = await browser.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    (settings) => chrome.developerPrivate.updateExtensionConfiguration(settings),
    { extensionId: new URL(helper.url()).host, ...settings },
  );
  await page.close();
}

/** Allows the extension in private windows, which starts it anew. */
async function allowPrivateWindows(browser, extensionId) {
  const [page] = await browser.pages();
  await page.goto('chrome://extensions');
  const allow = async (extensionId) => {
    // Without the developers' mode the extension would come back switched off.
    await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
  };
  await newBackground(browser, () => page.evaluate(allow, extensionId));
}

/** Does what starts the extension anew, and waits for its background. */
async function newBackground(browser, start) {
  const before = browser.targets().find(isBackground);
  await start();
  await until('a new background', () => browser.targets().some((target) => isBackground(target) && target !== before));
}

/** Puts the icon on the toolbar, where Chromium shows the badge only of pinned extensions. */
async function pinToToolbar(browser, extensionId) {
  const [page] = await browser.pages();
  await page.goto('chrome://extensions');
  await page.evaluate(
    (extensionId) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId, pinnedToToolbar: true }),
    extensionId,
  );
  await page.goto('about:blank');
}
