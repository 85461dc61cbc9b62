// What it costs to have every page looked at once after its load: pages with 300 parts that all come, in a browser with that
// option, in one without it, and in a second one without it, which tells what this bench can tell apart. The browsers take
// turns in a random order, and what belongs together is compared by pairs.
//
// Prints one line of JSON: {browser, columns, rows: [{what, unit, wasm, twin, control}]}, lists of samples by round.

import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startWeb } from '../tests/browsers/web.mjs';
import { processorTime } from './processor-time.mjs';
import { shuffled } from './turns.mjs';

const NAME = process.env.FAULTLINE_BROWSER ?? 'chromium';
const HOST = 'bench.example';
const PARTS = 300;
const { rounds: ROUNDS = 41 } = JSON.parse(process.env.FAULTLINE_ROUNDS ?? '{}');
const WARM = 3;
// The look comes a second after the load.
const REST_MS = 1600;

const { launch } = await import(`../tests/browsers/${NAME}.mjs`);
const extension = fileURLToPath(new URL(`../dist/${NAME}`, import.meta.url));
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>';
const parts = Array.from({ length: PARTS }, (_, number) => `<img src="/part/${number}.svg" alt="">`).join('');
const web = await startWeb({
  sites: {
    [HOST]: ({ path }) =>
      path.startsWith('/part/')
        ? { status: 200, fields: [['content-type', 'image/svg+xml'], ['cache-control', 'no-store']], content: picture }
        : { status: 200, fields: [['content-type', 'text/html']], content: `<!doctype html><title>Well</title>${parts}` },
  },
});
const seats = { wasm: true, twin: false, control: false };
const open = {};

try {
  for (const [seat, read] of Object.entries(seats)) {
    const browser = await launch({ extension, web });
    open[seat] = { browser, tab: await browser.newTab() };
    await choose(browser, read);
  }
  const samples = [];
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    const sample = {};
    for (const seat of shuffled(Object.keys(seats))) sample[seat] = await load(open[seat]);
    if (round >= WARM) samples.push(sample);
  }
  const rows = Object.keys(samples[0].wasm).map((part) => ({
    what: `one load of a page with ${PARTS} parts: ${part}`,
    unit: 'ms',
    ...Object.fromEntries(Object.keys(seats).map((seat) => [seat, samples.map((sample) => sample[seat][part])])),
  }));
  const columns = ['looked at', 'not looked at', 'without beside without'];
  console.log(JSON.stringify({ browser: await open.wasm.browser.browser.version(), columns, rows }));
} finally {
  await Promise.all(Object.values(open).map(({ browser }) => browser.close()));
  await web.close();
}

/** Switches the option as a user does. */
async function choose(browser, read) {
  const page = await browser.openOwnPage('options.html');
  await page.waitForSelector('#parts input');
  if (read) {
    await page.evaluate(() => document.querySelector('#parts input').click());
    await page.waitForSelector('#parts input:checked');
  }
  await page.close();
}

/** What one load takes, and a rest after it: of all the browser's processes, and what Chromium tells of the page itself. */
async function load({ browser, tab }) {
  const { pid } = browser.browser.process();
  const before = processorTime(pid);
  await tab.goto(`https://${HOST}/`);
  await delay(REST_MS);
  const all = processorTime(pid) - before;
  if (NAME !== 'chromium') return { 'all processes': all };
  // It counts from the beginning of the page.
  const { TaskDuration: tasks, ScriptDuration: scripts } = await tab.page.metrics();
  return { 'all processes': all, "tasks of the page's thread": tasks * 1000, 'scripts among them': scripts * 1000 };
}
