// The popup itself: its size, what it shows of a hostile page, and its views without a verdict.

import assert from 'node:assert/strict';
import { browser, inATab, show } from '../stage.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';

inATab('Nothing of a hostile title and address becomes markup in the popup', async (tab) => {
  await tab.goto(show('hostile-title-and-host'));
  await badgeBecomes(browser, tab, 'red 500');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'origin' });
  assert.deepEqual(popup.foreign, []);
});

inATab('The popup is wide enough to be read and does not scroll sideways', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await browser.openPopup(tab);
  await browser.popupIsReady();
  const size = await browser.popupSize();
  assert.ok(size.width <= size.window.width, JSON.stringify(size));
});

inATab('Of a chain of three the link that broke is marked, and everybody before it answered', async (tab) => {
  await tab.goto(show('fastly-503-behind-cloudflare'));
  await badgeBecomes(browser, tab, 'red 503');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'link', certainty: 'likely' });
  assert.match(popup.headline, /^Fastly answered, but got no connection to orchard\.example's server\.$/);
  const path = popup.path.map(({ role, state, text }) => [role, state, text]);
  assert.deepEqual(path, [
    ['visitor', 'working', 'You'],
    ['edge', 'working', 'CloudflareansweredFrankfurt-am-Main'],
    ['edge', 'working', 'FastlyansweredDublin'],
    ['origin', 'not-reached', 'The sitenot reached'],
  ]);
  assert.deepEqual(popup.links, ['ok', 'ok', 'broken']);
});

inATab('A page of the browser is no website, and the popup says so', async (tab) => {
  const popup = await browser.waitForView(tab, 'browser-page');
  assertVerdict(popup, { condition: '', fault: '' });
  assert.match(popup.headline, /page of your browser/);
});
