// Lives through a story of tests/stories in a real browser: the same files that tests/stories/player.rs plays natively.
//
// The browser's time is the real one. Where the story is ahead of it, what the extension knows is made older, so that
// at every step it is as old as it was for the visitor (`letPass`).

import { readdirSync, readFileSync } from 'node:fs';
import { contentFor, readFixture } from './fixture.mjs';
import { bringAlong, letPass } from './remembered.mjs';
import { until } from './waiting.mjs';

const FOLDER = new URL('../stories/', import.meta.url);

/** Where the scripts of security checks come from, and the one that a page with a check asks for. */
const CHECKS = 'challenges.cloudflare.com';
const CHECK = `https://${CHECKS}/turnstile/v0/api.js`;
/** What comes in its place: a page, as most errors are, and browsers keep pages from those who asked for a script. */
const INSTEAD = 'cloudflare-branded-500';

/** The story may be ahead of the browser by so much: no sentence depends on a third of a minute. */
const AHEAD_MS = 20_000;
/** How long the popup may take to say what it must: the page is read, stored and weighed meanwhile. */
const PATIENCE_MS = 15_000;
/** How long a check that failed is waited for. */
const MISSED_MS = 5_000;

const names = readdirSync(FOLDER).filter((file) => file.endsWith('.json')).sort();

/** The days of all stories, `YYYY-MM-DD`. */
export const storyDays = names.map((file) => file.slice(0, 10));

/** The story of this day: {name, day, about, sources, remembered, steps}; a step's `time` is in milliseconds since 1970. */
export function readStory(day) {
  const file = names.find((file) => file.startsWith(`${day}-`));
  if (!file) {
    throw new Error(`There is no story of ${day}; there are ${storyDays.join(', ')}.`);
  }
  const { remembered = {}, steps, ...story } = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
  return {
    ...story,
    name: file.slice(0, -'.json'.length),
    day,
    remembered,
    steps: steps.map(({ tab = 1, ...step }) => ({ ...step, tab, time: Date.parse(`${day}T${clock(step.at)}Z`) })),
  };
}

function clock(at) {
  return at.length <= 'HH:MM'.length ? `${at}:00` : at;
}

/** The hosts of stories, for the table of the local web; what they answer comes with the steps. */
export function sitesOf(...stories) {
  const hosts = stories.flatMap(({ steps }) => steps.map(({ host }) => host));
  const nothingYet = () => undefined;
  // A recording that is missing should stop the run at once, not a step in the middle of it.
  stories.flatMap(({ steps }) => steps).forEach((step) => isRecording(step) && readFixture(step.got));
  return Object.fromEntries([...hosts, CHECKS].map((host) => [host, nothingYet]));
}

function isRecording({ got }) {
  return typeof got === 'string' && got !== 'look';
}

/** What happens in a step, in words. */
export function inWords({ got, host }) {
  if (got === 'look') {
    return `a look at ${host}`;
  }
  if (typeof got === 'string') {
    return `${host} answers: ${got}`;
  }
  return got.error ? `${host} does not answer` : `the security check of ${host} does not load`;
}

/** One visitor's browser in the course of a story. */
export class Life {
  #story;
  #browser;
  #web;
  #openTab;
  #tabs = new Map();
  /** By host, how its errors are ended. */
  #failing = new Map();
  /** How far the browser's clock and the story's are apart, since the first step. */
  #behind;

  /** `openTab` opens a tab; without it the browser does. */
  constructor({ story, browser, web, openTab = () => browser.newTab() }) {
    this.#story = story;
    this.#browser = browser;
    this.#web = web;
    this.#openTab = openTab;
  }

  /** Gives the browser what the visitor had before the story begins. */
  begin() {
    return bringAlong(this.#browser, this.#story.remembered);
  }

  /** Lets a step happen, until the extension has its last word on what the tab shows. */
  async live(step) {
    await this.#catchUp(step);
    const tab = await this.tab(step);
    const { got, host } = step;
    if (got === 'look') {
      return;
    }
    if (typeof got === 'object' && 'check' in got) {
      await this.#check(tab, step);
      return;
    }
    await this.#endFailing(host);
    if (got.error) {
      this.#failing.set(host, await this.#browser.failRequests(tab, host, got.error));
    } else {
      this.#web.sites[host] = sceneOf(step);
    }
    const before = await this.#document(tab);
    await tab.goto(`https://${host}/`);
    await until(`the last word on ${host}`, async () => {
      const seen = await this.#document(tab);
      return { done: seen && seen.id !== before?.id && seen.site.host === host && seen.counted, seen: seen?.site };
    });
  }

  /** What toolbar and popup say of a step's tab, and in which of it they differ from the story, once they had time. */
  async said(step) {
    const tab = await this.tab(step);
    let said;
    let differences;
    const look = async () => {
      const [badge, popup] = [await this.#browser.badge(tab), await this.#browser.readPopup(tab)];
      said = inMembers(badge, popup);
      differences = await this.#differences(step.says, said);
      return differences.length === 0;
    };
    await until('what the story says', look, PATIENCE_MS).catch((error) => {
      if (differences === undefined) {
        throw error;
      }
    });
    return { said, differences };
  }

  /** Ends what would still fail after the story. */
  async end() {
    await Promise.all([...this.#failing.keys()].map((host) => this.#endFailing(host)));
  }

  /** The tab of a step, opened where it is not there yet. */
  async tab({ tab }) {
    // Where a person looks on, they may have closed it.
    if (!this.#tabs.has(tab) || this.#tabs.get(tab).page.isClosed()) {
      this.#tabs.set(tab, await this.#openTab());
    }
    return this.#tabs.get(tab);
  }

  async #document(tab) {
    return (await this.#browser.stored(tab))?.document;
  }

  async #catchUp({ time }) {
    const behind = time - Date.now();
    this.#behind ??= behind;
    if (behind - this.#behind > AHEAD_MS) {
      await letPass(this.#browser, behind - this.#behind);
      this.#behind = behind;
    }
  }

  async #endFailing(host) {
    await this.#failing.get(host)?.();
    this.#failing.delete(host);
  }

  /** The page that the tab shows asks for its check, and does so again when somebody loads it anew. */
  async #check(tab, { host, got: { check } }) {
    await this.#endFailing(CHECKS);
    if (typeof check === 'object') {
      this.#failing.set(CHECKS, await this.#browser.failRequests(tab, CHECKS, check));
    } else {
      this.#web.sites[CHECKS] = { parts: () => ({ fixture: INSTEAD, status: check }) };
    }
    const scene = this.#web.sites[host];
    const content = `${contentFor(readFixture(scene.fixture), host)}<script src="${CHECK}"></script>`;
    this.#web.sites[host] = { ...scene, content };
    await tab.page.evaluate(askFor, CHECK);
    // Where it is missed the popup will tell.
    const isKnown = async () => (await this.#document(tab))?.check;
    await until('the failed check', isKnown, MISSED_MS).catch(() => {});
  }

  /** The members in which what was said is not what the story says, one sentence each. */
  async #differences(says, said) {
    const { headline, others = '', ...words } = says;
    const expected = { ...words, others: await this.#sentences(others) };
    if (headline) {
      expected.headline = [await this.#pattern(headline)];
    }
    const fits = (wanted, word) => (Array.isArray(wanted) ? wanted.some((one) => one.test(word)) : wanted === word);
    return Object.entries(expected)
      .filter(([member, wanted]) => !fits(wanted, said[member]))
      .map(([member]) => `${member} must be ${JSON.stringify(says[member] ?? '')} and is ${JSON.stringify(said[member])}`);
  }

  /** The sentences that a word with its number may be; none at all where the others say nothing. */
  async #sentences(others) {
    if (others === '') {
      return [/^$/];
    }
    const [word, sites] = others.split(' ');
    const key = `neighbours_${word.replace('-', '_')}`;
    const keys = word === 'failing' ? [key, `${key}_some`] : [key];
    return Promise.all(keys.map((key) => this.#pattern(key, [sites])));
  }

  /** What fits a sentence of the catalogue with these first arguments, and anything for the others. */
  async #pattern(key, known = []) {
    const args = Array.from({ length: 9 }, (_, place) => known[place] ?? ANYTHING);
    const sentence = await this.#browser.helper.evaluate((key, args) => chrome.i18n.getMessage(key, args), key, args);
    const parts = sentence.split(ANYTHING).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`);
  }
}

// Stands for an argument in a sentence, and in no sentence otherwise.
const ANYTHING = '\u{f8ff}';

/** The recording in the host's name, at the place of the story. A visit is a visit: nothing comes from the cache. */
function sceneOf({ got, place }) {
  const { fields, replayable } = readFixture(got);
  if (!replayable) {
    throw new Error(`${got} cannot be replayed by a server.`);
  }
  const there = ([name, value]) => {
    if (name === 'cache-control') {
      return [name, value.replace(/max-age=\d+/g, 'max-age=0')];
    }
    return [name, name === 'cf-ray' && place ? value.replace(/-[^-]*$/, `-${place}`) : value];
  };
  return { fixture: got, fields: fields.map(there) };
}

/** As `says` of a story calls it; headline and others are whole sentences. */
function inMembers(badge, { attributes, headline, neighbours, facts }) {
  return {
    badge: badge.text,
    condition: attributes['data-condition'],
    party: attributes['data-fault'],
    provider: attributes['data-provider'],
    certainty: attributes['data-certainty'],
    headline,
    others: neighbours,
    place: placeIn(neighbours, facts.place),
  };
}

/** The code of the place of which a sentence speaks: a city, whose code the popup gives beside it, or a code. */
function placeIn(sentence, named = '') {
  const [, city, code] = /^([^,(]+)\b.*\((.+)\)$/.exec(named) ?? [];
  return city && sentence.includes(city) ? code : (/ in ([A-Z]{2,})\b/.exec(sentence)?.[1] ?? '');
}

// This runs in the page.

function askFor(address) {
  const script = document.createElement('script');
  script.src = address;
  document.head.append(script);
}
