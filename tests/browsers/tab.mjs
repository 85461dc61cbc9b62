// A tab under test: its page for the driver and its number for the extension.

import { until } from './waiting.mjs';

// The driver reports a page that the browser put in place of an answer as an
// error of the navigation, and so it does in Firefox with a page that loads
// itself anew before it is whole. For these tests both are places to be. Now and then it misses the event of a page
// that is there, and waits for ever: what a test waits for next decides.
const STILL_A_PAGE = /net::ERR_|NS_ERROR_|new navigation interrupted|Navigation timeout/;

// The load event waits for every image; the extension does not.
const COMMITTED = { waitUntil: 'domcontentloaded', timeout: 15_000 };

export class Tab {
  #id;

  constructor(page, id) {
    this.page = page;
    this.#id = id;
  }

  /** The number that the extension's APIs know the tab by. */
  id() {
    return this.#id;
  }

  goto(url) {
    return settle(this.page.goto(url, COMMITTED));
  }

  reload() {
    return settle(this.page.reload(COMMITTED));
  }

  /** Sets out for an address, as a link does, and waits for nothing. */
  follow(url) {
    return this.page.evaluate((url) => void setTimeout(() => location.assign(url)), url);
  }

  back() {
    return this.#travel(-1);
  }

  forward() {
    return this.#travel(1);
  }

  /**
   * Goes through the history as the page's visitor does. The driver's own command
   * waits for events that a page restored from the back-forward cache never has.
   */
  async #travel(steps) {
    const from = await this.address();
    await this.page.evaluate((steps) => void setTimeout(() => history.go(steps)), steps);
    await until('another page of the history', async () => {
      const seen = await this.address();
      return { done: seen !== from && seen !== undefined, seen };
    });
  }

  /** The address of the document that is shown, or undefined while documents change places. */
  async address() {
    try {
      return await this.page.evaluate(() => location.href);
    } catch {
      return undefined;
    }
  }

  close() {
    return this.page.close();
  }
}

async function settle(navigation) {
  try {
    await navigation;
  } catch (error) {
    if (!STILL_A_PAGE.test(error.message)) {
      throw error;
    }
  }
}
