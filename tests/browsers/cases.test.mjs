// What Faultline shows in a real browser, read from the real badge and the
// real popup of the built extension.
//
//   FAULTLINE_BROWSER=chromium|firefox node --test tests/browsers/cases.test.mjs
//
// FAULTLINE_EXTENSION names another folder than dist/<browser>.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { browser, inATab, NAME, recordings, show, web } from './stage.mjs';
import { readFixture } from './fixture.mjs';
import { assertHop, assertVerdict, badgeBecomes, badgeInWords } from './verdicts.mjs';
import { until } from './waiting.mjs';

const AXE = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);

// How long and how often the endless page is looked at.
const ENDLESS = { milliseconds: 4000, samples: 60, blankAtMost: 0.1 };

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

inATab('Going back from a broken page to a healthy one takes the badge away', async (tab) => {
  await tab.goto('https://well.example/');
  await browser.waitForView(tab, 'healthy');
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await tab.back();
  await browser.waitForView(tab, 'healthy');
  assert.equal((await browser.badge(tab)).text, '');
  assert.equal(await tab.address(), 'https://well.example/');
});

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

inATab('After a redirect the verdict is about the site that failed', async (tab) => {
  await tab.goto('https://moved.example/');
  await badgeBecomes(browser, tab, 'red 522');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', fault: 'link' });
  assert.match(popup.headline, /unreachable\.example/);
  assert.doesNotMatch(popup.headline, /moved\.example/);
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

inATab('The popup knows the verdict although the background was killed before it opened', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await browser.killWorker();
  assert.equal(badgeInWords(await browser.badge(tab)), 'red 500');
  assert.ok(Object.hasOwn(await browser.storage(), `tab.${tab.id()}`));
  await tab.page.bringToFront();
  assert.equal(await browser.workerIsRunning(), false, 'the background slept until the popup opened');
  const popup = await browser.readPopup(tab);
  assertVerdict(popup, { view: 'verdict', condition: 'failing', fault: 'edge', certainty: 'certain' });
  assert.match(popup.headline, /x\.com/);
});

inATab('A killed background wakes for the next page', async (tab) => {
  await tab.goto('https://x.com/');
  await badgeBecomes(browser, tab, 'red 500');
  await browser.killWorker();
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  assertVerdict(await browser.readPopup(tab), { view: 'verdict', fault: 'link' });
});

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

inATab('An error that does not say who made it is grey, and the popup says that it is unclear', async (tab) => {
  await tab.goto(show('working-page-behind-500'));
  await badgeBecomes(browser, tab, 'grey ?');
  const popup = await browser.waitForView(tab, 'unclear');
  assertVerdict(popup, { condition: 'unclear', fault: 'unknown', provider: '', certainty: 'possible' });
});

inATab('A page of the browser is no website, and the popup says so', async (tab) => {
  const popup = await browser.waitForView(tab, 'browser-page');
  assertVerdict(popup, { condition: '', fault: '' });
  assert.match(popup.headline, /page of your browser/);
});

inATab('Without permission the popup claims nothing, and offers to ask for it', async (tab) => {
  await tab.goto('https://unreachable.example/');
  await badgeBecomes(browser, tab, 'red 522');
  await browser.takePermission();
  try {
    await tab.goto('https://unreachable.example/?without');
    const popup = await browser.waitForView(tab, 'no-permission');
    assertVerdict(popup, { condition: '', fault: '' });
    assert.match(popup.headline, /cannot see this page/);
    assert.equal(popup.button, 'Allow Faultline to see sites');
  } finally {
    await browser.givePermission();
  }
  await tab.goto('https://unreachable.example/?with');
  await badgeBecomes(browser, tab, 'red 522');
});

inATab('The playground draws the card of a pasted response, and says which line it left out', async (tab) => {
  await tab.goto('https://playground.example/index.html');
  const ready = () => tab.page.evaluate(() => document.documentElement.dataset.ready === 'true');
  await until('the playground', ready);
  const { fields, content } = readFixture('cloudflare-branded-522');
  const lines = ['HTTP/2 522', 'this is no field', ...fields.map(([name, value]) => `${name}: ${value}`)];
  await tab.page.evaluate(paste, {
    url: 'https://shop.example/cart',
    fields: lines.join('\n'),
    content: content.toString('utf8'),
  });
  const card = await until('the card', async () => {
    const seen = await tab.page.evaluate(readPlayground);
    return { done: seen.condition === 'failing', seen };
  });
  assert.equal(card.headline, "Cloudflare answered, but got no connection to shop.example's server.");
  assert.deepEqual([card.fault, card.certainty, card.code], ['link', 'likely', '522, Connection timed out']);
  assert.match(card.problems, /^Line 2 of the fields/);
  // The card is the popup's; axe looks at it here, where both browsers let a test do so.
  await tab.page.evaluate(await readFile(AXE, 'utf8'));
  assert.deepEqual(await tab.page.evaluate(faultsOfAxe), []);
});

for (const [folder, healthy] of byFolder(({ badge }) => badge === 'none')) {
  inATab(`No healthy page of ${folder} has a badge`, async () => {
    const wrong = [];
    for (const { name } of healthy) {
      // A new tab each time: in a used one the popup could still speak of the page before.
      const tab = await browser.newTab();
      await tab.goto(show(name));
      await browser.waitForJudgement(tab);
      const badge = badgeInWords(await browser.badge(tab));
      if (badge !== 'none') {
        wrong.push(`${name}: ${badge}`);
      }
      await tab.close();
    }
    assert.deepEqual(wrong, []);
  });
}

for (const [folder, failing] of byFolder(({ badge }) => badge !== 'none')) {
  inATab(`Every recorded failure of ${folder} gets the badge that its file expects`, async (tab) => {
    const wrong = [];
    for (const { name, badge } of failing) {
      await tab.goto(show(name));
      await badgeBecomes(browser, tab, badge).catch((error) => wrong.push(`${name}, ${badge}: ${error.message}`));
    }
    assert.deepEqual(wrong, []);
  });
}

/** The recordings that fit, by folder: one test for each, which fits into its time. */
function byFolder(fits) {
  const fitting = recordings.filter(fits);
  assert.notEqual(fitting.length, 0);
  const folders = new Set(fitting.map(({ folder }) => folder));
  return [...folders].map((name) => [name, fitting.filter(({ folder }) => folder === name)]);
}

// The functions below run in the playground's page.

function paste(values) {
  for (const [id, value] of Object.entries(values)) {
    document.getElementById(id).value = value;
  }
  document.getElementById('fields').dispatchEvent(new Event('input', { bubbles: true }));
}

function readPlayground() {
  const text = (selector) => document.querySelector(selector)?.textContent ?? '';
  const { condition, fault, certainty } = document.documentElement.dataset;
  const [headline, code, problems] = [text('#headline'), text('[data-fact="code"]'), text('#problems')];
  return { condition, fault, certainty, headline, code, problems };
}

async function faultsOfAxe() {
  const { violations } = await axe.run();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
