// The demo: opens the broken web of demo-sites.mjs under the sites' real names
// in a browser with the extension, or lives through the outage of a day (demo-outage.mjs).
//
//   node tests/browsers/demo.mjs --browser chromium|firefox [--headless] [--outage YYYY-MM-DD] --extension DIR --out DIR
//
// With a window it stays open until the window is closed or Ctrl-C is pressed.
// With --headless it prints a line per site, writes pictures of page, badge
// and popup, and ends with 0 only if every badge came as it should.

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { outageDemo } from './demo-outage.mjs';
import { SITES } from './demo-sites.mjs';
import { startWeb } from './web.mjs';

const { values: options } = parseArgs({
  options: {
    browser: { type: 'string' },
    extension: { type: 'string' },
    headless: { type: 'boolean', default: false },
    outage: { type: 'string' },
    out: { type: 'string' },
  },
});
if (!['chromium', 'firefox'].includes(options.browser) || !options.extension || (options.headless && !options.out)) {
  console.error('usage: demo.mjs --browser chromium|firefox [--headless] [--outage YYYY-MM-DD] --extension DIR --out DIR');
  process.exit(2);
}

const { launch } = await import(`./${options.browser}.mjs`);
const brokenWeb = { sites: Object.fromEntries(SITES.map(([host, fixture]) => [host, fixture])), report, show };
const demo = options.outage ? outageDemo(options.outage) : brokenWeb;
const web = await startWeb({ sites: demo.sites });
const browser = await launch({
  extension: resolve(options.extension),
  web,
  headless: options.headless,
  keepOpen: !options.headless,
  ...(!options.headless && { helperPage: demo.helperPage }),
});
const stage = { browser, web, out: options.out };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await browser.close();
    await web.close();
    process.exit(130);
  });
}
try {
  process.exitCode = options.headless ? await demo.report(stage) : await demo.show(stage);
} finally {
  await browser.close();
  await web.close();
}

/** One line and three pictures per site. */
async function report() {
  await mkdir(options.out, { recursive: true });
  let asExpected = true;
  for (const [host, , text] of SITES) {
    const tab = await browser.newTab();
    await tab.goto(`https://${host}/`);
    const popup = await verdict(tab, text).catch((error) => {
      asExpected = false;
      return { headline: `NOT AS EXPECTED: ${error.message}` };
    });
    const { text: shown } = await browser.badge(tab);
    console.log([host.padEnd(22), (shown || '-').padEnd(5), popup.headline].join(' '));
    const picture = (name) => join(options.out, `${host}-${name}.png`);
    await browser.screenshotPage(tab, picture('page'));
    await browser.screenshotBadge(tab, picture('badge'));
    await browser.screenshotPopup(tab, picture('popup'));
  }
  return asExpected ? 0 : 1;
}

/** The popup, once the badge is there; without a badge, once the popup calls the page healthy. */
async function verdict(tab, text) {
  if (text === '') {
    const popup = await browser.waitForView(tab, 'healthy');
    await browser.waitForBadge(tab, (badge) => badge.text === '');
    return popup;
  }
  await browser.waitForBadge(tab, (badge) => badge.text === text);
  return browser.waitForView(tab, 'verdict');
}

/** All sites in tabs of one window, for a person to look at. */
async function show() {
  console.log('These sites are broken on this machine only:');
  let first;
  for (const [host] of SITES) {
    const tab = await browser.newTab();
    first ??= tab;
    await tab.goto(`https://${host}/`);
    console.log(`  https://${host}/`);
  }
  await first.page.bringToFront();
  console.log("Look at Faultline's badge, and click on it. Close the window or press Ctrl-C to end.");
  await browser.closed();
  return 0;
}
