// What the badge and the popup say of one broken page, and of one that works.

import assert from 'node:assert/strict';
import { browser, inATab, NAME, show } from '../stage.mjs';
import { assertHop, assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';

inATab("18 November 2025: x.com is broken inside Cloudflare's network, and that is certain", async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, {
    view: 'verdict',
    condition: 'failing',
    fault: 'edge',
    provider: 'cloudflare',
    certainty: 'certain',
  });
  assertHop(popup, 'edge', 'failing');
  assert.match(popup.headline, /x\.com/);
  assert.match(popup.facts.place, /London/);
  assert.match(popup.facts.code, /500/);
  assert.match(popup.facts.reference, /9a06d1f27c4be813/);
  assert.notEqual(popup.detail, '');
  assert.notEqual(popup.advice.length, 0);
  assert.notEqual(popup.evidence.length, 0);
});

inATab("Cloudflare's bare 500 is likely Cloudflare's own failure", async (tab) => {
  await tab.goto('https://bare.example/');
  await badgeBecomes(browser, tab, 'red 500');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'edge', provider: 'cloudflare', certainty: 'likely' });
  assertHop(popup, 'edge', 'failing');
  assert.match(popup.headline, /bare\.example/);
});

inATab("Cloudflare's branded 502 is likely the site's own server", async (tab) => {
  await tab.goto('https://gateway.example/');
  await badgeBecomes(browser, tab, 'red 502');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'origin', certainty: 'likely' });
  assertHop(popup, 'origin', 'failing');
  assert.match(popup.headline, /gateway\.example/);
});

inATab("A 522 with Cloudflare's page is the link between Cloudflare and the site's server", async (tab) => {
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'link', certainty: 'likely' });
  assertHop(popup, 'edge', 'working');
  assert.match(popup.headline, /unreachable\.example/);
});

inATab('A 522 without content is judged by its fields, although the browser shows a page of its own', async (tab) => {
  await tab.goto('https://silent.example/');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'link', certainty: 'likely' });
  assert.match(popup.headline, /silent\.example/);
  // Chromium draws an error page of its own; Firefox leaves the page empty.
  const page = await tab.page.evaluate(() => document.body.innerText.trim());
  assert.equal(page.includes('HTTP ERROR 522'), NAME === 'chromium');
});

inATab("The site's own 500 that Cloudflare passed through is likely the site's, and Cloudflare works", async (tab) => {
  await tab.goto('https://own-fault.example/');
  await badgeBecomes(browser, tab, 'red 500');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'origin', provider: '', certainty: 'likely' });
  assertHop(popup, 'edge', 'working');
  assertHop(popup, 'origin', 'failing');
  assert.match(popup.headline, /own-fault\.example/);
});

inATab('A healthy page behind Cloudflare has no badge', async (tab) => {
  await tab.goto('https://well.example/');
  const popup = await browser.waitForView(tab, 'healthy');
  assertVerdict(popup, { condition: 'healthy', fault: 'none' });
  assert.equal((await browser.badge(tab)).text, '');
});

inATab('Two tabs keep their verdicts apart', async (first, open) => {
  const second = await open();
  await first.goto('https://x.com/');
  await second.goto('https://unreachable.example/');
  await badgeBecomes(browser, first, 'red 500');
  await badgeBecomes(browser, second, 'red 522');
  assertVerdict(await browser.readPopup(first), { fault: 'edge', certainty: 'certain' });
  assertVerdict(await browser.readPopup(second), { fault: 'link', certainty: 'likely' });
  await second.goto('https://well.example/');
  await browser.waitForView(second, 'healthy');
  assert.equal(badgeInWords(await browser.badge(first)), 'red 500');
  assertVerdict(await browser.readPopup(first), { fault: 'edge', certainty: 'certain' });
});

inATab('After a redirect the verdict is about the site that failed', async (tab) => {
  await tab.goto('https://moved.example/');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'link' });
  assert.match(popup.headline, /unreachable\.example/);
  assert.doesNotMatch(popup.headline, /moved\.example/);
});

inATab('An error that does not say who made it is grey, and the popup says that it is unclear', async (tab) => {
  await tab.goto(show('working-page-behind-500'));
  await badgeBecomes(browser, tab, 'grey ?');
  const popup = await browser.waitForView(tab, 'unclear');
  assertVerdict(popup, { condition: 'unclear', fault: 'unknown', provider: '', certainty: 'possible' });
});
