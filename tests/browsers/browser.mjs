// What the tests do with a browser, the same in Chromium and in Firefox.
//
// Everything that concerns the extension is asked from a *helper tab*: a tab
// that shows a file of the extension and so may use its APIs. The background
// is never asked, because asking would wake it: a test that killed it must be
// able to look without doing so. What differs (killing the background,
// taking a picture of the real popup) is in chromium.mjs and firefox.mjs.

import { badgePicture } from './badge-picture.mjs';
import { storedTab } from '../stored-tab.mjs';
import { readPopupDocument } from './popup-document.mjs';
import { Tab } from './tab.mjs';
import { until } from './waiting.mjs';

/** Pages are as large as on a small notebook, so that pictures of them look like pages. */
export const VIEWPORT = { width: 1280, height: 800 };

// A browser gives a popup the width that its content asks for. Where a style
// sheet asks for nothing, or for a share of the window, that is next to none.
const READABLE_WIDTH = 300;

export class Browser {
  /** `helper` is null where a person looks at the window (`keepOpen`): then tabs can only be opened. */
  constructor({ browser, extension, helper }) {
    this.browser = browser;
    this.extension = extension;
    this.helper = helper;
  }

  async newTab() {
    if (!this.helper) {
      return new Tab(await this.#blankPage(), undefined);
    }
    const before = await this.#tabIds();
    const page = await this.browser.newPage();
    const id = await until('the new tab', async () => (await this.#tabIds()).find((id) => !before.includes(id)));
    return new Tab(page, id);
  }

  /** The tab that a browser starts with, as long as nothing is in it. */
  async #blankPage() {
    const [first] = await this.browser.pages();
    return first.url() === 'about:blank' ? first : this.browser.newPage();
  }

  #tabIds() {
    return this.helper.evaluate(async () => (await chrome.tabs.query({})).map(({ id }) => id));
  }

  /** All tabs whose address the extension may see: [{id, url}]. */
  async tabs() {
    const tabs = await this.helper.evaluate(() => chrome.tabs.query({}));
    return tabs.filter(({ url }) => url).map(({ id, url }) => ({ id, url }));
  }

  /** The number of the tab that shows this address, as soon as there is one. */
  tabAt(url) {
    return until(`a tab at ${url}`, () =>
      this.helper.evaluate(async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id, url),
    );
  }

  /** A tab that the browser itself opened or replaced, by its number. */
  async adopt(id) {
    const page = await until('the page of the tab', async () => {
      const { url } = await this.helper.evaluate((id) => chrome.tabs.get(id), id);
      return (await this.browser.pages()).find((page) => page.url() === url);
    });
    return new Tab(page, id);
  }

  /** The badge as the browser has it for this tab: {text, title, colour: [red, green, blue, alpha]}. */
  badge(tab) {
    return this.helper.evaluate(async (tabId) => {
      const [text, title, colour] = await Promise.all([
        chrome.action.getBadgeText({ tabId }),
        chrome.action.getTitle({ tabId }),
        chrome.action.getBadgeBackgroundColor({ tabId }),
      ]);
      return { text, title, colour: [...colour] };
    }, tab.id());
  }

  waitForBadge(tab, predicate, timeoutMs) {
    return until(
      'the badge',
      async () => {
        const seen = await this.badge(tab);
        return { done: predicate(seen), seen };
      },
      timeoutMs,
    );
  }

  /** What the extension reads of a tab's document that is there: {media_type, head, tail, loading}. */
  readDocument(tab) {
    return this.helper.evaluate(async (tabId) => {
      const { readDocument } = await import(chrome.runtime.getURL('page.js'));
      const [{ result }] = await chrome.scripting.executeScript({
        target: { tabId },
        func: readDocument,
        args: [100_000, 0, 0],
      });
      return result;
    }, tab.id());
  }

  /** What the extension reads of a page's parts and of its frames: at most so many of each. */
  readParts(tab, most = 1000) {
    return this.helper.evaluate(
      async (tabId, most) => {
        const { readParts } = await import(chrome.runtime.getURL('parts.js'));
        const target = { tabId, allFrames: true };
        const frames = await chrome.scripting.executeScript({ target, func: readParts, args: [most, 40, 500] });
        return frames.map(({ result }) => result).filter(Boolean);
      },
      tab.id(),
      most,
    );
  }

  /** What is stored of a tab, with its names; undefined where nothing is. */
  async stored(tab) {
    return storedTab((await this.storage())[`tab.${tab.id()}`]);
  }

  /** All of the extension's storage.session. */
  storage() {
    return this.helper.evaluate(() => chrome.storage.session.get(null));
  }

  /** Opens the real popup over the tab, as a click on the icon does. */
  async openPopup(tab) {
    await this.closePopup();
    await tab.page.bringToFront();
    await until('the tab at the front', () =>
      this.helper.evaluate(async (tabId) => (await chrome.tabs.get(tabId)).active, tab.id()),
    );
    await this.helper.evaluate(async (tabId) => {
      const { windowId } = await chrome.tabs.get(tabId);
      await chrome.windows.update(windowId, { focused: true });
      await chrome.action.openPopup({ windowId });
    }, tab.id());
    await until('the popup', () => this.helper.evaluate(() => chrome.extension.getViews({ type: 'popup' }).length === 1));
  }

  async closePopup() {
    await this.helper.evaluate(() => chrome.extension.getViews({ type: 'popup' }).forEach((popup) => popup.close()));
    await until('the end of the popup', () =>
      this.helper.evaluate(() => chrome.extension.getViews({ type: 'popup' }).length === 0),
    );
  }

  /** Puts the focus on an element of the open popup. */
  focusInPopup(selector) {
    return this.helper.evaluate(
      (wanted) => chrome.extension.getViews({ type: 'popup' })[0].document.querySelector(wanted).focus(),
      selector,
    );
  }

  /** What has the focus in the open popup, by its id, once the page has told of its parts. */
  async focusedInPopup() {
    const told = async () => (await this.helper.evaluate(readPopupDocument)).attributes['data-parts'] === 'told';
    await until('the parts of the page', told);
    return this.helper.evaluate(() => chrome.extension.getViews({ type: 'popup' })[0].document.activeElement.id);
  }

  /** What the popup says, once the page has told of its parts as well. */
  async readWholePopup(tab) {
    await this.openPopup(tab);
    await this.popupIsReady();
    const told = async () => (await this.helper.evaluate(readPopupDocument)).attributes['data-parts'] === 'told';
    await until('the parts of the page', told);
    return this.helper.evaluate(readPopupDocument);
  }

  /** What the real popup says over this tab, once it has drawn. */
  async readPopup(tab) {
    await this.openPopup(tab);
    await this.popupIsReady();
    return this.helper.evaluate(readPopupDocument);
  }

  /** Presses a button that opens one of the extension's pages, sees it opened, and closes what came with it. */
  async opensOwnPage(file, press) {
    const before = await this.#tabIds();
    await press();
    await until(`the extension's ${file}`, () =>
      this.helper.evaluate((path) => chrome.extension.getViews().some((view) => view.location.pathname === path), `/${file}`),
    );
    const opened = (await this.#tabIds()).filter((id) => !before.includes(id));
    await this.helper.evaluate((ids) => chrome.tabs.remove(ids), opened);
  }

  /** Presses a button of the open popup. */
  pressInPopup(selector) {
    return this.helper.evaluate(
      (selector) => chrome.extension.getViews({ type: 'popup' })[0].document.querySelector(selector).click(),
      selector,
    );
  }

  /** Chooses in the open popup: an entry of a list, or whether a box is ticked. */
  chooseInPopup(selector, choice) {
    return this.helper.evaluate(
      (selector, choice) => {
        const element = chrome.extension.getViews({ type: 'popup' })[0].document.querySelector(selector);
        element[element.type === 'checkbox' ? 'checked' : 'value'] = choice;
        element.dispatchEvent(new Event('change'));
      },
      selector,
      choice,
    );
  }

  popupIsReady() {
    return until('the popup to be ready', () =>
      this.helper.evaluate(
        () => chrome.extension.getViews({ type: 'popup' })[0]?.document.documentElement.dataset.ready === 'true',
      ),
    );
  }

  /** {body, width, height}: how wide the open popup's body is, and how large all that it shows; {window}: what of it is seen. */
  popupSize() {
    return until('a popup that is wide enough to be read', () =>
      this.helper.evaluate((readable) => {
        const { innerWidth, innerHeight, document } = chrome.extension.getViews({ type: 'popup' })[0];
        const { scrollWidth: width, scrollHeight: height } = document.documentElement;
        const body = document.body.offsetWidth;
        const size = { body, width, height, window: { width: innerWidth, height: innerHeight } };
        // The browser makes the popup as large as its content a moment after the content is there.
        return { done: innerWidth >= readable, seen: size };
      }, READABLE_WIDTH),
    );
  }

  /**
   * The popup of a tab as soon as it shows this view. A page without a badge
   * gives nothing else to wait for, so the popup is opened until then.
   */
  waitForView(tab, view) {
    return this.#waitForPopup(tab, `the view "${view}"`, (seen) => seen['data-view'] === view);
  }

  /** The popup of a tab as soon as its verdict is that certain: the page may have been loaded anew meanwhile. */
  waitForCertainty(tab, certainty) {
    return this.#waitForPopup(tab, `a verdict that is ${certainty}`, (seen) => seen['data-certainty'] === certainty);
  }

  /** The popup of a tab as soon as it has something to say about the page. */
  waitForJudgement(tab) {
    return this.#waitForPopup(tab, 'a judgement', (seen) => !['waiting', 'not-seen'].includes(seen['data-view']));
  }

  #waitForPopup(tab, what, fits) {
    return until(what, async () => {
      const popup = await this.readPopup(tab);
      return fits(popup.attributes)
        ? { done: true, seen: popup }
        : { done: false, seen: popup.attributes };
    });
  }

  async screenshotPage(tab, file) {
    await tab.page.bringToFront();
    await tab.page.screenshot({ path: file });
  }

  /** A picture of icon and badge: a headless browser has no toolbar, but it knows what it would draw there. */
  async screenshotBadge(tab, file) {
    const html = badgePicture(this.extension, await this.badge(tab));
    const page = await this.browser.newPage();
    await page.setContent(html);
    await (await page.$('main')).screenshot({ path: file });
    await page.close();
  }

  /** Waits until somebody has closed the browser. */
  async closed() {
    if (this.browser.connected) {
      await new Promise((closed) => this.browser.once('disconnected', closed));
    }
  }

  close() {
    return this.browser.close();
  }
}
