// The permission for websites is taken away and given back while pages are open.

import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import { browser, furnish, inATab, inFirefox } from '../stage.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';

// The question that Firefox would put to the person is answered with yes.
furnish({ preferences: { 'extensions.webextOptionalPermissionPrompts': false } });
afterEach(() => browser.givePermission());

inATab('Without permission the popup claims nothing, and offers to ask for it', async (tab) => {
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.takePermission();
  await tab.goto('https://unreachable.example/?without');
  const popup = await browser.waitForView(tab, 'no-permission');
  assertVerdict(popup, { condition: '', fault: '' });
  assert.match(popup.headline, /cannot see this page/);
  assert.equal(popup.button, 'Allow Faultline to see sites');
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
  await browser.givePermission();
  await tab.goto('https://unreachable.example/?with');
  await badgeBecomes(browser, tab, 'red 522');
});

inATab('What was known before the permission was taken stays until the next page', async (tab) => {
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.takePermission();
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'link' });
});

inATab('Given back, a broken page gets its badge without being loaded anew', async (tab) => {
  await browser.takePermission();
  await tab.goto('https://unreachable.example/');
  await browser.waitForView(tab, 'no-permission');
  await browser.closePopup();
  await browser.givePermission();
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'link', certainty: 'possible' });
  assert.match(popup.witness, /not told of this response/);
});

inATab('Given back while the background sleeps, the pages are gone through as well', async (tab) => {
  await browser.takePermission();
  await tab.goto('https://unreachable.example/');
  await browser.waitForView(tab, 'no-permission');
  await browser.closePopup();
  await browser.killWorker();
  await browser.givePermission();
  await badgeBecomes(browser, tab, 'red 522');
});

inFirefox('The button of the popup gives the permission back and loads the page anew', async (tab) => {
  await browser.takePermission();
  await tab.goto('https://unreachable.example/');
  await browser.waitForView(tab, 'no-permission');
  // The old page gets a badge by its timing; of the new one the response is seen. The popup that was clicked asks for
  // the new one, so it stays open until then.
  const anew = tab.page.waitForNavigation({ waitUntil: 'domcontentloaded' });
  await browser.clickInPopup('button:not(.quiet)');
  await anew;
  const popup = await browser.waitForCertainty(tab, 'likely');
  assertVerdict(popup, { view: 'verdict', fault: 'link' });
  await badgeBecomes(browser, tab, 'red 522');
});
