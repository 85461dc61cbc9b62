// The stage of the cases: one local web, one browser with the extension, and a
// tab of its own for every case. Every file of cases has a process of its own,
// and so a stage.
//
//   FAULTLINE_BROWSER=chromium|firefox node --test --test-concurrency=1 tests/browsers/cases/
//
// FAULTLINE_EXTENSION names another folder than dist/<browser>.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { contentFor, fixtureNames, readFixture } from './fixture.mjs';
import { startWeb } from './web.mjs';

/** Which browser the cases run in. */
export const NAME = process.env.FAULTLINE_BROWSER ?? 'chromium';
const EXTENSION = process.env.FAULTLINE_EXTENSION ?? fileURLToPath(new URL(`../../dist/${NAME}`, import.meta.url));

// A site on the far side of the network does not answer at once.
const ENDLESS_DELAY_MS = 400;

// Firefox shows nobody a 408 that comes over HTTP/2: it asks again, and at last reports a reset (see `content`).
const shown = ({ status }) => NAME === 'chromium' || status !== 408;

/** All recordings that say which badge they expect, that a server can replay and that this browser shows. */
export const recordings = fixtureNames()
  .map((name) => ({ name, ...readFixture(name) }))
  .filter((recording) => recording.badge && recording.replayable && shown(recording));

// Several recordings belong to one host; a case says which of them it shows now.
const showing = new Map();
const recordedHosts = recordings.map(({ url }) => new URL(url).host);

const sites = {
  ...Object.fromEntries(recordedHosts.map((host) => [host, () => showing.get(host)])),
  'x.com': 'cloudflare-branded-500',
  'bare.example': 'cloudflare-bare-500',
  'gateway.example': 'cloudflare-branded-502',
  'unreachable.example': 'cloudflare-branded-522',
  'silent.example': 'cloudflare-fields-522',
  'own-fault.example': 'origin-500-through-cloudflare',
  'well.example': 'healthy-through-cloudflare',
  'recovers.example': ({ count }) => (count < 3 ? 'cloudflare-branded-500' : 'healthy-through-cloudflare'),
  'moved.example': () => ({ status: 302, fields: [['location', 'https://unreachable.example/']] }),
  'playground.example': { folder: new URL('../../dist/www/', import.meta.url) },
  'endless.example': () => ({ ...reloading('cloudflare-branded-500', 'endless.example'), delay: ENDLESS_DELAY_MS }),
};

// What a file of cases wants of the browser beyond what all have.
const options = {};

/**
 * Adds to the stage before it is set up: sites for the local web, and what else
 * a file wants of the browser. {sites, preferences (of Firefox), companions
 * (folders of further extensions), extension (a function that takes the folder
 * of the built extension and returns another one)}
 */
export function furnish({ sites: more = {}, ...wanted }) {
  Object.assign(sites, more);
  Object.assign(options, wanted);
}

/** The local web and the browser; they are there as soon as a case runs. */
export let web;
export let browser;
let downloads;

before(async () => {
  web = await startWeb({ sites });
  downloads = await mkdtemp(join(tmpdir(), 'faultline-downloads-'));
  await start();
});

async function start(more) {
  const { launch } = await import(`./${NAME}.mjs`);
  const { extension = (built) => built, ...rest } = options;
  browser = await launch({ extension: extension(EXTENSION), web, downloads, headless: true, ...rest, ...more });
}

/** Ends the browser and starts it again, with further options. */
export async function restart(more) {
  await browser.close();
  await start(more);
}

after(async () => {
  await browser?.close();
  await web?.close();
  if (downloads) {
    await rm(downloads, { recursive: true, force: true });
  }
});

/** A case with a tab, one more for each that it opens, and the test's context; the tabs are closed afterwards. */
export function inATab(sentence, run, timeout = 300_000) {
  test(sentence, { timeout }, async (context) => {
    const tabs = [];
    const open = async () => tabs[tabs.push(await browser.newTab()) - 1];
    try {
      await run(await open(), open, context);
    } finally {
      await Promise.all(tabs.map((tab) => tab.close()));
    }
  });
}

/** A case about something that only Chromium has. */
export const inChromium = NAME === 'chromium' ? inATab : () => {};
/** A case about something that only Firefox has. */
export const inFirefox = NAME === 'firefox' ? inATab : () => {};

/**
 * Puts a recording on its own host, and gives its address. Two recordings can
 * have the same one, and some may be cached, so the address names the recording.
 */
export function show(name) {
  const recording = recordings.find((recording) => recording.name === name);
  assert.ok(recording, `${name} is a recording that a server can replay`);
  const { host, search } = new URL(recording.url);
  showing.set(host, name);
  return `${recording.url}${search ? '&' : '?'}recording=${name}`;
}

/** A recording with the tag by which Cloudflare's pages of 2020 to 2022 loaded themselves anew. */
function reloading(name, host) {
  const fixture = readFixture(name);
  const page = contentFor(fixture, host).toString('latin1');
  const content = page.replace('<head>', '<head><meta http-equiv="refresh" content="0">');
  return { ...fixture, content: Buffer.from(content, 'latin1') };
}
