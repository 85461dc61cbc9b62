// Content that is no ordinary page: none at all, data, text, a file to be saved, a page that allows nothing.

import assert from 'node:assert/strict';
import { readFixture } from '../fixture.mjs';
import { browser, furnish, inATab, inChromium, inFirefox, NAME, show, web } from '../stage.mjs';
import { assertHop, assertVerdict, badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';
import { badgeStays, watchBadge } from '../watching.mjs';

const madeByTheEdge = readFixture('cloudflare-fields-502').fields;
const passedOn = readFixture('origin-502-through-cloudflare').fields;
const toBeSaved = ['content-disposition', 'attachment; filename="faultline-test.bin"'];
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

furnish({
  // The driver switches Firefox's viewer for JSON off; people have it on.
  preferences: { 'devtools.jsonview.enabled': true },
  sites: {
    'pdf.example': { status: 502, fields: ofType('application/pdf', passedOn), content: PDF },
    'pdf-and-well.example': { status: 200, fields: [['content-type', 'application/pdf']], content: PDF },
    'json-and-well.example': { status: 200, fields: [['content-type', 'application/json']], content: '{"well":true}' },
    'archive.example': { status: 502, fields: ofType('application/octet-stream', madeByTheEdge), content: 'x' },
    'attachment.example': {
      status: 502,
      fields: [...ofType('application/octet-stream', madeByTheEdge), toBeSaved],
      content: 'x',
    },
    'empty.example': { status: 502, fields: passedOn },
    'empty-bare.example': { status: 503 },
    'request-timeout.example': 'envoy-stream-duration',
    'check.example': {
      fixture: 'challenge-503-of-2020',
      fields: [...readFixture('challenge-503-of-2020').fields, ['cf-mitigated', 'challenge']],
    },
    'sandbox.example': {
      fixture: 'cloudflare-branded-500',
      fields: [
        ...readFixture('cloudflare-branded-500').fields,
        ['content-security-policy', "sandbox; default-src 'none'"],
      ],
    },
  },
});

inATab("Cloudflare's 502 as JSON is the origin's, as likely as its text can be read", async (tab) => {
  await tab.goto(show('cloudflare-structured-502'));
  await badgeBecomes(browser, tab, 'red 502');
  const popup = await browser.waitForView(tab, 'verdict');
  // Firefox shows JSON in a viewer that no extension may read: its fields have to do.
  assertVerdict(popup, { fault: 'origin', provider: '', certainty: NAME === 'chromium' ? 'likely' : 'possible' });
  assertHop(popup, 'edge', 'working');
});

inATab('A 408 is the timeout that it says; Firefox asks ten times, shows it to nobody and reports a reset', async (tab) => {
  await tab.goto('https://request-timeout.example/');
  await badgeBecomes(browser, tab, NAME === 'chromium' ? 'grey 408' : 'red !');
  assert.equal(web.documents('request-timeout.example'), NAME === 'chromium' ? 1 : 10);
});

inATab("An API's own 504 as JSON is the site's, although Cloudflare passed it on", async (tab) => {
  await tab.goto(show('origin-504-as-json'));
  await badgeBecomes(browser, tab, 'red 504');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'origin', provider: '', certainty: 'likely' });
});

inATab('A page of XML is read as it was sent, although Chromium draws it in a viewer', async (tab) => {
  await tab.goto(show('aws-s3-404-no-bucket'));
  const xml = readFixture('aws-s3-404-no-bucket').content.toString();
  if (NAME === 'chromium') {
    const viewer = () => tab.page.evaluate(() => Boolean(document.getElementById('webkit-xml-viewer-source-xml')));
    await until('the viewer', viewer);
  }
  assert.equal(`<?xml version="1.0" encoding="UTF-8"?>\n${(await browser.readDocument(tab)).head}`.toLowerCase(), xml.toLowerCase());
  await badgeBecomes(browser, tab, 'grey 404');
});

inATab("Cloudflare's 502 as one line of text is the origin's, possibly", async (tab) => {
  await tab.goto(show('cloudflare-text-502'));
  await badgeBecomes(browser, tab, 'red 502');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { fault: 'origin', provider: '', certainty: 'possible' });
});

inATab('A 502 with a PDF is judged by its fields, whatever the viewer shows', async (tab) => {
  await tab.goto('https://pdf.example/');
  await badgeBecomes(browser, tab, 'red 502');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { condition: 'failing', fault: 'origin', provider: '' });
  await badgeStays(browser, tab, 'red 502');
});

for (const [what, url] of [['A PDF', 'https://pdf-and-well.example/'], ['JSON', 'https://json-and-well.example/']]) {
  inATab(`${what} that came as it should has no badge in its viewer`, async (tab) => {
    const watch = watchBadge(browser, tab);
    await tab.goto(url);
    await browser.waitForView(tab, 'healthy');
    await badgeStays(browser, tab, 'none');
    assert.deepEqual(await watch.end(), ['none']);
  });
}

inATab('A 502 that is no page is judged by its fields, and the browser shows an error page of its own', async (tab) => {
  await tab.goto('https://archive.example/');
  await badgeBecomes(browser, tab, 'red 502');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { condition: 'failing', fault: 'origin', certainty: 'possible' });
  await badgeStays(browser, tab, 'red 502');
});

inChromium('A 502 that asks to be saved is judged by its fields', async (tab) => {
  await tab.goto('https://attachment.example/');
  await badgeBecomes(browser, tab, 'red 502');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { condition: 'failing', fault: 'origin', certainty: 'possible' });
});

inFirefox('A 502 that asks to be saved leaves the page and its badge: Firefox shows its error in another tab', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.follow('https://attachment.example/');
  await badgeStays(browser, tab, 'red 500');
  const other = await browser.tabAt('https://attachment.example/');
  assert.notEqual(other, tab.id());
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'edge', certainty: 'certain' });
});

inATab("A site's own 502 without content is the site's by its fields", async (tab) => {
  await tab.goto('https://empty.example/');
  await badgeBecomes(browser, tab, 'red 502');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { condition: 'failing', fault: 'origin', provider: '' });
});

inATab('A 503 without content and fields is the word of the site, whose path names nobody else', async (tab) => {
  await tab.goto('https://empty-bare.example/');
  await badgeBecomes(browser, tab, 'red 503');
  assertVerdict(await browser.waitForView(tab, 'verdict'), { condition: 'failing', fault: 'origin', provider: '' });
  await badgeStays(browser, tab, 'red 503');
});

inATab('An error page that allows no script and no request is read all the same', async (tab) => {
  await tab.goto('https://sandbox.example/');
  await badgeBecomes(browser, tab, 'red 500');
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { fault: 'edge', provider: 'cloudflare', certainty: 'certain' });
  assert.match(popup.facts.place, /London/);
});

inATab("Cloudflare's check of its visitors with a 503 that names it is no failure: no badge, then or later", async (tab) => {
  const watch = watchBadge(browser, tab);
  await tab.goto('https://check.example/');
  const popup = await browser.waitForJudgement(tab);
  assertVerdict(popup, { condition: 'challenged', fault: 'none' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual(await watch.end(), ['none']);
});

inATab("Cloudflare's check of 2020 with a 503 that only its page names has no badge as soon as it is read", async (tab) => {
  const watch = watchBadge(browser, tab);
  await tab.goto(show('challenge-503-of-2020'));
  const popup = await browser.waitForView(tab, 'verdict');
  assertVerdict(popup, { condition: 'challenged', fault: 'none' });
  await badgeStays(browser, tab, 'none');
  assert.deepEqual((await watch.end()).filter((words) => !['none', 'grey ?'].includes(words)), []);
});

function ofType(type, fields) {
  return [...fields.filter(([name]) => name !== 'content-type'), ['content-type', type]];
}
