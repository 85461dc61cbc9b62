// What the worker's wasm takes for one broken page, warm, in a real browser, loaded by a page of the local
// web: the diagnosis alone, and the events of the very file that is shipped. Beside it, in the same run, what JavaScript would take: a matcher of
// one regular expression, and the browser's own parser.
//
// Prints one line of JSON: {browser, contenders: [[name, [microseconds, …]], …]}.

import { fileURLToPath } from 'node:url';
import { startWeb } from '../tests/browsers/web.mjs';
import { brokenPage } from './page.mjs';

const NAME = process.env.FAULTLINE_BROWSER ?? 'chromium';
const extension = fileURLToPath(new URL(`../dist/${NAME}`, import.meta.url));
const folder = new URL('../target/bench/', import.meta.url);

// The budget with which the core asks for a page.
const BUDGET = { head: 49_152, tail: 16_384 };
const inputs = {
  '10 KB': brokenPage({ bytes: 10_240, fields: 40, ...BUDGET }),
  '100 KB': brokenPage({ bytes: 102_400, fields: 40, ...BUDGET }),
};

const { launch } = await import(`../tests/browsers/${NAME}.mjs`);
const web = await startWeb({ sites: { 'bench.example': { folder } } });
const browser = await launch({ extension, web, headless: true });
try {
  const page = await browser.browser.newPage();
  await page.goto('https://bench.example/empty.html', { waitUntil: 'domcontentloaded' });
  const contenders = [];
  for (const [size, input] of Object.entries(inputs)) {
    const samples = await page.evaluate(measure, input, { batch: 200, samples: 31, warm: 8 });
    for (const [name, values] of Object.entries(samples)) {
      contenders.push([`${name}, ${size}`, values]);
    }
  }
  console.log(JSON.stringify({ browser: await browser.browser.version(), contenders }));
} finally {
  await browser.close();
  await web.close();
}

// Runs in the page. Batches hide the clock's grain (what is slow needs smaller ones); the contenders take turns, so that all of them meet the
// same weather on the machine.
async function measure({ fields, page }, { batch, samples, warm }) {
  const worker = await import('/wasm/background.js');
  worker.initSync({ module: await (await fetch('/wasm/background_bg.wasm')).arrayBuffer() });
  const handle = (...events) => worker.handle(events);
  handle({ Options: { value: undefined } });
  const engine = await import('/wasm/bench.js');
  engine.initSync({ module: await (await fetch('/wasm/bench_bg.wasm')).arrayBuffer() });
  const url = 'https://shop.example/cart';
  const judged = new engine.Judged(url, 522, fields, page);
  let tabs = 0;

  /** The events of a page that fails, up to the question to the page; gives the answer to it. */
  const upToQuestion = () => {
    const tab = ++tabs;
    handle({ Committed: { tab, document: 'a', url, at: 20.5 } });
    handle({ Stored: { tab, value: null, at: 15 } });
    const effects = handle({ Response: { tab, request: 'r', url, status: 522, fields, at: 10.25 } });
    const { ask } = effects.find((effect) => 'ReadPage' in effect).ReadPage;
    return { PageRead: { tab, document: 'a', ask, page } };
  };
  const forget = () => {
    for (; tabs > 0; tabs -= 1) {
      handle({ Removed: { tab: tabs } });
    }
  };

  const MARKS = /cf-error-details|cf-error-source|cf-icon-error|code-label|5xx-error-landing|challenge-form|error code: (\d+)/g;
  const twin = () => {
    const known = new Map(fields.map(({ name, value }) => [name.toLowerCase(), value]));
    const marks = new Set(Array.from(page.head.matchAll(MARKS), ([mark]) => mark));
    return { edge: known.get('cache-control')?.startsWith('private, max-age=0'), ray: known.get('cf-ray'), marks };
  };
  const parser = () => {
    const parsed = new DOMParser().parseFromString(page.head, 'text/html');
    return ['#cf-error-details', '.cf-error-source', '.code-label'].map((selector) => parsed.querySelector(selector));
  };

  const contenders = {
    'the diagnosis alone': { prepare: () => undefined, run: () => judged.diagnose(1) },
    'its reading of the page': { prepare: () => undefined, run: () => judged.read(1) },
    'the event with the page': { prepare: upToQuestion, run: (event) => handle(event) },
    'all events of the page': { prepare: () => undefined, run: () => handle(upToQuestion()) },
    'a regular expression in JavaScript': { prepare: () => undefined, run: twin },
    'the browser\u2019s parser': { prepare: () => undefined, run: parser, share: 0.1 },
  };
  const taken = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < warm + samples; round += 1) {
    for (const [name, { prepare, run, share = 1 }] of Object.entries(contenders)) {
      const events = Array.from({ length: batch * share }, prepare);
      const start = performance.now();
      for (const event of events) {
        run(event);
      }
      const micros = ((performance.now() - start) * 1000) / events.length;
      forget();
      if (round >= warm) {
        taken[name].push(micros);
      }
    }
    // The browser may do its own work between rounds.
    await new Promise((done) => setTimeout(done, 0));
  }
  return taken;
}
