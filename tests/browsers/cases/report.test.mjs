// A report to copy: what support desks ask for, without what names its reporter.

import assert from 'node:assert/strict';
import { faultsOf } from '../axe.mjs';
import { readPopupDocument } from '../popup-document.mjs';
import { browser, inATab } from '../stage.mjs';
import { badgeBecomes } from '../verdicts.mjs';
import { until } from '../waiting.mjs';

const ADDRESS = 'https://unreachable.example/orders/4711?token=abc#top';

/** The popup of the tab, with the report unfolded. */
async function openReport(tab) {
  await browser.readPopup(tab);
  await browser.pressInPopup('#report summary');
  return reportThat((report) => report !== '');
}

/** The report as soon as it fits. */
async function reportThat(fits) {
  let report;
  await until('the report', async () => {
    ({ report } = await browser.helper.evaluate(readPopupDocument));
    return fits(report);
  });
  return report;
}

inATab('A report holds code, Ray ID and time, and names neither path, query nor place', async (tab) => {
  await tab.goto(ADDRESS);
  await badgeBecomes(browser, tab, 'red 522');
  const report = await openReport(tab);
  const popup = await browser.helper.evaluate(readPopupDocument);
  const [headline] = report.split('\n');
  assert.equal(headline, popup.headline);
  assert.match(report, /^Address: https:\/\/unreachable\.example\/…\?…$/m);
  assert.match(report, /^Time: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m);
  assert.match(report, /^Code: 522, Connection timed out$/m);
  assert.ok(report.includes(`Ray ID: ${popup.facts.reference}`), report);
  assert.doesNotMatch(report, /4711|orders|token|abc|#top/);
  const place = /\(([A-Z]{3})\)/.exec(popup.facts.place)?.[1];
  assert.ok(place && !report.includes(place), `${place} in ${report}`);
});

inATab('Each of them is told when it is wanted, in every form', async (tab) => {
  await tab.goto(ADDRESS);
  await badgeBecomes(browser, tab, 'red 522');
  await openReport(tab);
  await browser.chooseInPopup('#report-path', true);
  await reportThat((report) => report.includes('/orders/4711?…'));
  await browser.chooseInPopup('#report-query', true);
  await reportThat((report) => report.includes('/orders/4711?token=abc') && !report.includes('#top'));
  await browser.chooseInPopup('#report-place', true);
  await reportThat((report) => /^Data cent(re|er): /m.test(report));
  await browser.chooseInPopup('#report-form', 'markdown');
  await reportThat((report) => report.startsWith('**') && report.includes('`https://unreachable.example/orders/4711?token=abc`'));
  await browser.chooseInPopup('#report-form', 'json');
  const { report, address, at, diagnosis } = JSON.parse(await reportThat((report) => report.startsWith('{')));
  assert.deepEqual([report, address, diagnosis.code.value], [1, 'https://unreachable.example/orders/4711?token=abc', '522']);
  assert.match(at, /Z$/);
  // The popup is drawn again while it is open, and what was chosen holds.
  await tab.reload();
  await reportThat((report) => report.startsWith('{') && JSON.parse(report).run?.times > 1 && report.includes('token=abc'));
});

inATab('A report is copied, or marked where the browser does not allow that', async (tab) => {
  await tab.goto(ADDRESS);
  await badgeBecomes(browser, tab, 'red 522');
  await openReport(tab);
  await browser.pressInPopup('#desk button');
  let told;
  await until('a word about the copy', async () => {
    told = (await browser.helper.evaluate(readPopupDocument)).reportTold;
    return told !== '';
  });
  const marked = await browser.helper.evaluate(() => {
    const { selectionStart, selectionEnd, value } = chrome.extension.getViews({ type: 'popup' })[0].document.querySelector('#report-text');
    return selectionStart === 0 && selectionEnd === value.length;
  });
  assert.ok(told === 'Copied.' || (/did not allow/.test(told) && marked), told);
});

inATab('The report can be used by keyboard and by those who hear it', async (tab) => {
  await tab.goto(ADDRESS);
  await badgeBecomes(browser, tab, 'red 522');
  const page = await browser.openOwnPage(`popup.html?tabId=${await tab.id()}`);
  await page.waitForSelector('#report summary');
  await page.focus('#report summary');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#report-text');
  assert.deepEqual(await faultsOf(page), []);
  await page.close();
});
