// One browser with one copy of the extension: it is woken, timed, and weighed.

import { privateMemory } from './memory.mjs';
import { worker } from './undriven.mjs';

// Only the badge that is set when the page has answered is the last word on it.
const ANSWERED = 'PageRead';

export class Subject {
  #tab;
  #worker;
  #pages = 0;
  /** How often a measurement had an effect, by its name. */
  #effects = new Map();

  /** `host` answers every path with a broken page, whose length the path names. */
  constructor(browser, host) {
    this.browser = browser;
    this.host = host;
  }

  static async start({ launch, extension, web, host }) {
    // Firefox rounds times to milliseconds; both sides of a difference shall be told as they are.
    const preferences = { 'privacy.reduceTimerPrecision': false };
    const subject = new Subject(await launch({ extension, web, preferences }), host);
    await subject.browser.helper.evaluate(listen);
    subject.#tab = await subject.browser.newTab();
    subject.#worker = await worker(subject.browser);
    return subject;
  }

  /** A message that wakes the worker, until the core's first call has returned: the whole, and its parts, in ms. */
  async coldWake() {
    const { sent, received, marks } = await this.#fromSleep(() => this.browser.helper.evaluate(wake));
    const { started, loaded, handled } = Object.fromEntries(marks.map((mark) => [mark.what, mark]));
    this.#remember(marks);
    return {
      whole: received - sent,
      'until its first line': started.at - sent,
      'its modules': loaded.start - started.at,
      'init()': loaded.at - loaded.start,
      'the first call': handled.at - handled.start,
    };
  }

  /**
   * From DOMContentLoaded of a broken page to the last badge, in ms, by a worker that was not running. What is
   * stored of the tab's earlier pages is read and written again, so it is kept only where that is measured.
   */
  async firstDiagnosis(size, { history = false } = {}) {
    const { badge, marks, complete } = await this.#fromSleep(async () => {
      if (!history) {
        await this.browser.helper.evaluate(() => chrome.storage.session.clear());
      }
      return this.#diagnose(size);
    });
    const loaded = marks.find(({ what }) => what === 'loaded');
    return {
      whole: badge.at - complete,
      'init()': loaded.at - loaded.start,
      'the calls': marks.filter(({ what }) => what === 'handled').reduce((sum, { start, at }) => sum + at - start, 0),
    };
  }

  /** The private memory of the extension's process after so many broken pages, in MB. */
  async memoryAfter(pages, size) {
    for (let page = 0; page < pages; page += 1) {
      await this.#diagnose(size);
    }
    return { whole: await privateMemory(this.browser) };
  }

  /** What was measured of a worker that was not running; a late event of the browser's may have woken it. */
  async #fromSleep(measure) {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // The browser may have ended it by itself while another one had its turn.
      if (await this.#worker.isRunning()) {
        await this.#worker.kill();
      }
      const measured = await measure();
      if (measured.marks.some(({ what }) => what === 'started')) {
        return measured;
      }
    }
    throw new Error('the worker was always awake');
  }

  async #diagnose(size) {
    this.#pages += 1;
    const url = `https://${this.host}/${size}/${this.#pages}`;
    const marks = await this.browser.helper.evaluate(load, this.#tab.id(), url, ANSWERED);
    const complete = await this.#tab.page.evaluate(domContentLoaded);
    this.#remember(marks);
    const badge = marks.at(-1);
    if (badge.text !== '522') {
      throw new Error(`a badge of ${badge.text} is no diagnosis of this page`);
    }
    return { badge, marks, complete };
  }

  #remember(marks) {
    for (const effect of new Set(marks.flatMap(({ effects = [] }) => effects))) {
      this.#effects.set(effect, (this.#effects.get(effect) ?? 0) + 1);
    }
  }

  /** The effects of most diagnoses: what the core asks only where an event comes late is no part of them. */
  usualEffects() {
    return [...this.#effects].filter(([, times]) => times > this.#pages / 2).map(([effect]) => effect);
  }

  close() {
    return this.browser.close();
  }
}

// The functions below run in the helper tab, the last one in the page.

function listen() {
  globalThis.marks = [];
  new BroadcastChannel('bench').onmessage = ({ data }) => {
    globalThis.marks.push({ ...data, received: performance.timeOrigin + performance.now() });
    globalThis.onMark?.(data);
  };
}

async function wake() {
  globalThis.marks.splice(0);
  const handled = new Promise((resolve, reject) => {
    globalThis.onMark = ({ what }) => what === 'handled' && resolve();
    setTimeout(() => reject(new Error('the worker did not wake')), 10_000);
  });
  const { id: tab } = await chrome.tabs.getCurrent();
  const sent = performance.timeOrigin + performance.now();
  // Nobody answers, as with the popup; that is reported later than what is waited for.
  chrome.runtime.sendMessage({ looked: { tab, at: sent } }).catch(() => {});
  await handled;
  const marks = globalThis.marks.slice();
  return { sent, received: marks.find(({ what }) => what === 'handled').received, marks };
}

/**
 * Loads the page; the marks up to the first badge of this tab that is asked for after the page's answer was handled.
 * One that was asked for before may be set later, in Firefox.
 */
async function load(tab, url, answer) {
  globalThis.marks.splice(0);
  let answered = Infinity;
  const badge = new Promise((resolve, reject) => {
    globalThis.onMark = ({ what, start, at, events, tab: of }) => {
      if (events?.includes(answer)) answered = Math.min(answered, at);
      if (what === 'badge' && of === tab && start >= answered) resolve();
    };
    setTimeout(() => reject(new Error('the last badge did not come')), 30_000);
  });
  await chrome.tabs.update(tab, { url });
  await badge;
  return globalThis.marks.slice();
}

function domContentLoaded() {
  return performance.timeOrigin + performance.getEntriesByType('navigation')[0].domContentLoadedEventStart;
}
