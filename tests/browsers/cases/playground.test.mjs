// The playground's page, in both browsers.

import assert from 'node:assert/strict';
import { faultsOf } from '../axe.mjs';
import { readFixture } from '../fixture.mjs';
import { inATab } from '../stage.mjs';
import { until } from '../waiting.mjs';

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
  assert.deepEqual(await faultsOf(tab.page), []);
});

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
