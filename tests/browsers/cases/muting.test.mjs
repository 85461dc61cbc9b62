// A muted site has no badge: muted from the popup, found again on the options' page.

import assert from 'node:assert/strict';
import { faultsOf } from '../axe.mjs';
import { browser, inATab } from '../stage.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';

inATab('A site is muted in the popup, in all its tabs, and heard again on the options\' page', async (tab, open) => {
  const [other, stranger] = [await open(), await open()];
  await tab.goto('https://unreachable.example/');
  await other.goto('https://unreachable.example/?other');
  await stranger.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 522');
  await badgeBecomes(browser, other, 'red 522');
  await badgeBecomes(browser, stranger, 'red 500');

  await browser.readPopup(tab);
  await browser.pressInPopup('#mute button');
  await badgeBecomes(browser, tab, 'none');
  await badgeBecomes(browser, other, 'none');
  const popup = await popupThatSays(tab, /You muted unreachable\.example/);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'link' });
  assert.equal((await browser.badge(tab)).title, 'Faultline');
  await badgeBecomes(browser, stranger, 'red 500');

  await tab.reload();
  await popupThatSays(tab, /You muted/);
  await badgeBecomes(browser, tab, 'none');

  const options = await openOptions();
  assert.deepEqual(await options.evaluate(mutedHosts), ['unreachable.example']);
  await options.evaluate(() => document.querySelector('#muted button').click());
  await until('an empty list', async () => (await options.evaluate(mutedHosts)).length === 0);
  assert.match(await options.evaluate(() => document.querySelector('#muted').textContent), /None\. Where a site has a badge/);
  await badgeBecomes(browser, tab, 'red 522');
  await badgeBecomes(browser, other, 'red 522');
  await options.close();
});

inATab('Muting and hearing again in the popup works while the background sleeps', async (tab) => {
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.killWorker();
  await browser.readPopup(tab);
  await browser.pressInPopup('#mute button');
  await badgeBecomes(browser, tab, 'none');
  await browser.killWorker();
  const popup = await popupThatSays(tab, /You muted/);
  assert.match(popup.mute, /Show its badge again/);
  await browser.pressInPopup('#mute button');
  await badgeBecomes(browser, tab, 'red 522');
});

inATab('A background that wakes on a muted site stays silent', async (tab) => {
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.readPopup(tab);
  await browser.pressInPopup('#mute button');
  await badgeBecomes(browser, tab, 'none');
  await browser.killWorker();
  await tab.goto('https://unreachable.example/?again');
  await popupThatSays(tab, /You muted/);
  await badgeBecomes(browser, tab, 'none');
  await browser.pressInPopup('#mute button');
  await badgeBecomes(browser, tab, 'red 522');
});

inATab('A healthy page has nothing to mute', async (tab) => {
  await tab.goto('https://well.example/');
  const popup = await browser.waitForView(tab, 'healthy');
  assert.equal(popup.mute, '');
});

inATab('The popup leads to the options, which name the key that opens the popup, and axe finds no fault in them', async (tab) => {
  const shortcut = await browser.helper.evaluate(async () => (await chrome.commands.getAll())[0]);
  assert.deepEqual([shortcut.name, shortcut.shortcut], ['_execute_action', 'Alt+Shift+5']);
  await tab.goto('https://well.example/');
  await browser.waitForView(tab, 'healthy');
  await browser.opensOwnPage('options.html', () => browser.pressInPopup('#options'));

  const options = await openOptions();
  const text = await options.evaluate(() => document.body.innerText);
  assert.match(text, /Alt\+Shift\+5 opens the popup/);
  assert.match(text, /Private windows/);
  assert.match(text, /Not affiliated with Cloudflare or any provider named/);
  assert.deepEqual(await faultsOf(options), []);
  await options.close();
});

/** The options' page in a tab of its own. */
async function openOptions() {
  const page = await browser.openOwnPage('options.html');
  await until('the options', () => page.evaluate(() => document.documentElement.dataset.ready === 'true'));
  return page;
}

async function popupThatSays(tab, words) {
  return until(`a popup that says ${words}`, async () => {
    const popup = await browser.readPopup(tab);
    return { done: words.test(popup.mute), seen: popup };
  });
}

// This runs in the options' page.

function mutedHosts() {
  return [...document.querySelectorAll('#muted .host')].map(({ textContent }) => textContent);
}
