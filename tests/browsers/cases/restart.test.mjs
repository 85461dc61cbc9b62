// The browser is started with the tabs of the session before: ten broken ones, and a healthy one.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { browser, furnish, restart } from '../stage.mjs';
import { TEN_BROKEN } from '../ten-broken.mjs';
import { badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';

const profile = mkdtempSync(join(tmpdir(), 'faultline-restart-'));
// Firefox would load all but the tab in front only when they are looked at.
furnish({ profile, preferences: { 'browser.sessionstore.restore_on_demand': false } });
after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

const WELL = 'https://well.example/';

test('A browser that starts with ten broken tabs shows ten badges, and none on the healthy one', async () => {
  for (const { url, badge } of TEN_BROKEN) {
    const tab = await browser.newTab();
    await tab.goto(url);
    await badgeBecomes(browser, tab, badge);
  }
  const healthy = await browser.newTab();
  await healthy.goto(WELL);
  await browser.waitForView(healthy, 'healthy');
  await browser.closePopup();

  const urls = [...TEN_BROKEN.map(({ url }) => url), WELL];
  await restart({ restoreSession: urls });
  const tabs = await until('all tabs of the session before', async () => {
    const seen = await browser.tabs();
    const shown = seen.map(({ url }) => url);
    return { done: urls.every((url) => shown.includes(url)), seen };
  });
  const at = (url) => ({ id: () => tabs.find((tab) => tab.url === url).id });
  for (const { url, badge } of TEN_BROKEN) {
    await badgeBecomes(browser, at(url), badge);
  }
  await until('the healthy page', async () => {
    const state = await browser.stored(at(WELL));
    return state?.document?.diagnosis?.condition === 'healthy';
  });
  assert.equal((await browser.badge(at(WELL))).text, '');
});
