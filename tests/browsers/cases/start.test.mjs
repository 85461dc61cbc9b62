// Tabs that were there before the extension: it is installed, or updated, with broken pages open.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browser, furnish, inChromium } from '../stage.mjs';
import { Tab } from '../tab.mjs';
import { TEN_BROKEN } from '../ten-broken.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { gate, until } from '../waiting.mjs';

const during = gate();

furnish({
  installed: false,
  sites: { 'during.example': () => ({ fixture: 'cloudflare-branded-502', after: during.opened }) },
});

const WELL = 'https://well.example/';

test('Ten broken tabs that were open before the extension get their badges, and a healthy one gets none', async () => {
  const tabs = await openBefore([...TEN_BROKEN.map(({ url }) => url), WELL]);
  await browser.install();
  await assertBadges();
  const healthy = await tabFor(WELL);
  const popup = await browser.waitForView(healthy, 'healthy');
  assert.match(popup.witness, /not told of this response/);
  assert.equal((await browser.badge(healthy)).text, '');

  // Reloaded, they tell more.
  const [first] = tabs;
  await first.page.reload({ waitUntil: 'domcontentloaded' });
  await until('a certain verdict', async () => {
    const seen = await browser.readPopup(await tabFor(TEN_BROKEN[0].url));
    return { done: seen.attributes['data-certainty'] === 'certain' && seen.witness === '', seen };
  });
});

test('An update with broken tabs open brings their badges back', async () => {
  await browser.install();
  await assertBadges();
});

inChromium('Switched off and on again, which no event of the extension tells, it brings the badges back', async () => {
  await browser.switchOffAndOn();
  await assertBadges();
});

test('An update in the middle of a load loses nothing', async () => {
  const tab = await tabFor('https://unreachable.example/');
  const page = await pageAt('https://unreachable.example/');
  // By itself, as a link does: the driver's own command waits for an event that, rarely, it is not told meanwhile.
  await new Tab(page).follow('https://during.example/');
  const update = browser.install();
  during.open();
  await update;
  await badgeBecomes(browser, tab, 'red 502');
});

/** Opens addresses while the extension is not there. */
async function openBefore(urls) {
  const opened = [];
  for (const url of urls) {
    const page = await browser.browser.newPage();
    await new Tab(page).goto(url);
    opened.push({ url, page });
  }
  return opened;
}

/** Every broken page has its badge, and the popup of the first of each kind its verdict. */
async function assertBadges() {
  for (const { url, badge, fault } of TEN_BROKEN) {
    const tab = await tabFor(url);
    await badgeBecomes(browser, tab, badge);
    if (!url.includes('?')) {
      const popup = await browser.waitForView(tab, 'verdict');
      assertVerdict(popup, { condition: 'failing', fault });
      assert.match(popup.witness, /not told of this response/);
    }
  }
  // With its fields this one is certain.
  const [first] = TEN_BROKEN;
  assertVerdict(await browser.readPopup(await tabFor(first.url)), { certainty: 'possible' });
}

async function tabFor(url) {
  const ids = (await browser.tabs()).filter((tab) => tab.url === url).map(({ id }) => id);
  assert.equal(ids.length, 1, `one tab shows ${url}`);
  return new Tab(await pageAt(url), ids[0]);
}

async function pageAt(url) {
  return (await browser.browser.pages()).find((page) => page.url() === url);
}
