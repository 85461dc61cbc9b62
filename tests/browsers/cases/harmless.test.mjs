// Errors that are no outage: sample pages, names that cannot be public, a provider that is only mentioned.

import assert from 'node:assert/strict';
import { browser, furnish, inATab, show } from '../stage.mjs';
import { assertVerdict, badgeBecomes, badgeInWords } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { watchBadge } from '../watching.mjs';

const page = (status, content, fields = []) => ({
  status,
  fields: [['content-type', 'text/html; charset=utf-8'], ...fields],
  content,
});
const mention = ['content-security-policy', "script-src 'self' https://cdnjs.cloudflare.com"];
const bad = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>';

furnish({
  sites: {
    'samples.example': ({ path }) =>
      path === '/cdn-cgi/error/500'
        ? 'cloudflare-branded-500'
        : { status: 302, fields: [['location', '/cdn-cgi/error/500']] },
    'nas.local': page(502, bad, [['server', 'nginx']]),
    printer: page(502, bad, [['server', 'nginx']]),
    'mentions.example': page(502, bad, [['server', 'nginx'], mention]),
    'flickers.example': ({ count }) => (count === 1 ? 'cloudflare-branded-520' : 'healthy-through-cloudflare'),
  },
});

for (const [way, url] of [['opened', 'https://samples.example/cdn-cgi/error/500'], ['reached by a redirect', 'https://samples.example/blocked']]) {
  inATab(`Cloudflare's sample of an error page, ${way}, is a sample and no outage`, async (tab) => {
    await tab.goto(url);
    const popup = await browser.waitForJudgement(tab);
    assertVerdict(popup, { condition: 'sample', fault: 'none' });
    assert.equal(badgeInWords(await browser.badge(tab)), 'none');
  });
}

for (const host of ['nas.local', 'printer']) {
  inATab(`A server on a name that cannot be public (${host}) has no badge, and its popup still tells`, async (tab) => {
    await tab.goto(`https://${host}/`);
    const popup = await browser.waitForView(tab, 'verdict');
    assertVerdict(popup, { condition: 'failing', fault: 'origin' });
    assert.equal(badgeInWords(await browser.badge(tab)), 'none');
    assert.equal(popup.mute, '');
  });
}

inATab('A filter that turns the visitor away in the name of the site is known by its page, without a badge', async (tab) => {
  const watch = watchBadge(browser, tab);
  await tab.goto(show('filters-umbrella'));
  await until('the filter', async () => {
    const seen = (await browser.stored(tab))?.document?.diagnosis?.answered_by;
    return { done: seen?.party === 'network', seen };
  });
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'refused', fault: 'none', provider: '' });
  assert.deepEqual(await watch.end(), ['none']);
});

inATab('A site that only names a provider in its policy is not on it', async (tab) => {
  await tab.goto('https://mentions.example/');
  await badgeBecomes(browser, tab, 'red 502');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { fault: 'origin', provider: '' });
  assert.deepEqual(popup.path.map(({ role }) => role), ['visitor', 'origin']);
});

inATab('A failure that is over with the next request takes its badge along', async (tab) => {
  await tab.goto('https://flickers.example/');
  await badgeBecomes(browser, tab, 'red 520');
  await tab.reload();
  await browser.waitForView(tab, 'healthy');
  assert.equal(badgeInWords(await browser.badge(tab)), 'none');
});
