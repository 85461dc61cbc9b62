// Pages that are loaded again, by a person or by themselves.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { browser, inATab, web } from '../stage.mjs';
import { assertVerdict, badgeBecomes } from '../verdicts.mjs';

// How long and how often the endless page is looked at.
const ENDLESS = { milliseconds: 4000, samples: 60, blankAtMost: 0.1 };

inATab('The badge stays as long as reloading does not help, and goes when the site is well again', async (tab) => {
  await tab.goto('https://recovers.example/');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.reload();
  await badgeBecomes(browser, tab, 'red 500');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'edge' });
  await tab.reload();
  await browser.waitForView(tab, 'healthy');
  assert.equal((await browser.badge(tab)).text, '');
  assert.equal(web.documents('recovers.example'), 3);
});

inATab('A page that reloads itself for ever has a steady badge', async (tab, _open, context) => {
  await tab.goto('https://endless.example/');
  await badgeBecomes(browser, tab, 'red 500');
  const before = web.documents('endless.example');
  const texts = [];
  for (let sample = 0; sample < ENDLESS.samples; sample += 1) {
    texts.push((await browser.badge(tab)).text);
    await delay(ENDLESS.milliseconds / ENDLESS.samples);
  }
  const reloads = web.documents('endless.example') - before;
  assert.ok(reloads >= 5, `the page reloaded itself ${reloads} times`);
  // Every commit takes the badge away, so a blank just after one is the browser's; any other text is ours.
  assert.deepEqual([...new Set(texts)].filter((text) => text !== '' && text !== '500'), []);
  const blank = texts.filter((text) => text === '').length / texts.length;
  const account = `${Math.round(blank * 100)} % of ${texts.length} samples had no badge (${reloads} reloads)`;
  context.diagnostic(account);
  assert.ok(blank <= ENDLESS.blankAtMost, account);
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { condition: 'failing', fault: 'edge', provider: 'cloudflare', certainty: 'certain' });
  // A hundred reloads are one failure, counted.
  const times = Number(/^(\d+) times since /.exec(popup.facts.seen)?.[1]);
  assert.ok(times >= reloads && times <= web.documents('endless.example'), `${popup.facts.seen}, ${reloads} reloads`);
  await tab.goto('https://well.example/');
});
