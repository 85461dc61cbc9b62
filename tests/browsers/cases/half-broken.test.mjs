// What the function in the page tells of the parts of a page: the facts that the core groups.

import assert from 'node:assert/strict';
import { blockingCompanion } from '../companions.mjs';
import { browser, furnish, inATab, NAME } from '../stage.mjs';
import { until } from '../waiting.mjs';

// The browser's own wish for an icon is none of the parts in question.
const page = (script) => ({
  status: 200,
  fields: [['content-type', 'text/html']],
  content: `<!doctype html><title>Sourdough</title><link rel="icon" href="data:,"><body><script>
    const asked = [];
    const ask = (address) => asked.push(fetch(address).then((answer) => answer.text()).catch(() => {}));
    const put = (name, src, crossOrigin = null) => asked.push(new Promise((ended) => {
      const element = Object.assign(document.createElement(name), { crossOrigin, src, onload: ended, onerror: ended });
      document.body.append(element);
    }));
    ${script}
    Promise.all(asked).then(() => { document.title = 'all is answered'; });</script>`,
});

const PAGES = {
  '/': page(`
    ask('/api/orders?customer=7');
    ask('https://elsewhere.example/cors/v1/data.json');
    put('img', 'https://elsewhere.example/shown/picture.svg');
    put('img', 'https://elsewhere.example/broken/picture.png');
    put('img', 'https://elsewhere.example/tracker-of-somebody/picture.png');
    put('script', 'https://elsewhere.example/vue@3/dist/vue.js');
    put('iframe', 'https://elsewhere.example/frame/login');`),
  '/third': page(`
    put('script', 'https://unpkg.com/vue@3/dist/vue.js', 'anonymous');
    ask('https://www.google-analytics.com/g/collect?id=7');`),
  '/counted': page(`ask('https://www.google-analytics.com/g/collect?id=7');`),
  // A few at a time: Chromium has no room for thousands of requests at once.
  '/many': page(`
    performance.setResourceTimingBufferSize(6000);
    asked.push((async () => {
      for (let hundred = 0; hundred < 50; hundred += 1) {
        const some = Array.from({ length: 100 }, (_, one) => fetch('/api/' + hundred + '-' + one));
        await Promise.all((await Promise.all(some)).map((answer) => answer.text()));
      }
    })());`),
  '/full': page(`for (let number = 0; number < 300; number += 1) ask('/api/' + number);`),
  '/recovers': page(`asked.push(fetch('/flaky/').then((answer) => answer.text()).then(() => fetch('/flaky/')).then((answer) => answer.text()));`),
};

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>';
const error = (status, ...fields) => ({ status, fields: [['content-type', 'text/html'], ...fields], content: '<h1>Error' });
let flaky = 0;

furnish({
  companions: [blockingCompanion('tracker-of-somebody')],
  sites: {
    'half.example': {
      parts: ({ path }) => {
        if (path === '/flaky/') {
          flaky += 1;
          return flaky % 2 ? error(503) : { status: 200, fields: [], content: 'ok' };
        }
        return PAGES[path] ?? error(503);
      },
    },
    'unpkg.com': { parts: () => error(520, ['access-control-allow-origin', '*']) },
    'www.google-analytics.com': { parts: () => error(503, ['access-control-allow-origin', '*']) },
    'elsewhere.example': {
      parts: ({ path }) => {
        if (path.startsWith('/shown/')) return { status: 200, fields: [['content-type', 'image/svg+xml']], content: PICTURE };
        return path.startsWith('/cors/') ? error(522, ['access-control-allow-origin', '*']) : error(520);
      },
    },
  },
});

/** The parts of the page itself, by what of their addresses is left. */
async function parts(tab, address, most) {
  await tab.goto(`https://half.example${address}`);
  await until('the parts', () => tab.page.evaluate(() => document.title === 'all is answered'), 60_000);
  const frames = await browser.readParts(tab, most);
  const raw = frames.find(({ framed }) => !framed);
  const find = (address) => raw.parts.find((part) => part.address === address);
  return { raw, find, frames: frames.filter(({ framed }) => framed) };
}

inATab('The status of a part is told by its own site, by CORS, and in Firefox always', async (tab) => {
  const { find, frames } = await parts(tab, '/');
  // The query and the name of the file are nobody's business.
  assert.equal(find('https://half.example/api/').status, 503);
  assert.equal(find('https://elsewhere.example/cors/v1/.json').status, 522);
  const script = find('https://elsewhere.example/vue@3/dist/.js');
  assert.deepEqual([script.initiator, script.status], ['script', NAME === 'firefox' ? 520 : 0]);
  // A frame tells of its own document.
  assert.deepEqual(
    frames.map(({ parts }) => parts.map(({ address, status }) => [address, status])),
    [[['https://elsewhere.example/frame/', 520]]],
  );
});

inATab('The popup lists what failed of a page that came itself, and the page has no badge', async (tab) => {
  await parts(tab, '/');
  assert.equal((await browser.badge(tab)).text, '');
  const { attributes, parts: failed, aboutParts } = await browser.readWholePopup(tab);
  assert.equal(attributes['data-condition'], 'healthy');
  const told = [
    ['frames', '', 'Frames from elsewhere.example error 520'],
    ['data', '', 'Data from elsewhere.example error 522'],
    ['data', '', "Data from this site itself error 503 of the site's own server"],
  ];
  // Chromium tells nothing of a part that another site does not open to all.
  const opaque = [['scripts', '', 'Scripts from elsewhere.example error 520'], ['images', '', 'Pictures from elsewhere.example error 520']];
  const [script, picture] = NAME === 'firefox' ? opaque : [];
  assert.deepEqual(failed, [script, ...told, picture].filter(Boolean));
  const unknown = 'The browser does not tell how some parts from other sites ended (3).';
  assert.deepEqual(aboutParts, NAME === 'firefox' ? [] : [unknown]);
});

inATab('What has the focus in the popup keeps it when the page tells of its parts', async (tab) => {
  await parts(tab, '/');
  await browser.openPopup(tab);
  await browser.popupIsReady();
  await browser.focusInPopup('#options');
  assert.equal(await browser.focusedInPopup(), 'options');
});

inATab('A third party is named with its provider, and one that only counts visits is passed over', async (tab) => {
  await parts(tab, '/third');
  const { parts: failed, aboutParts } = await browser.readWholePopup(tab);
  assert.deepEqual(failed, [['scripts', 'cloudflare', 'Scripts from unpkg.com error 520, through Cloudflare']]);
  assert.deepEqual(aboutParts, ['Failed as well, and only count visits or advertise: 1.']);
});

inATab('A page whose counters alone fail is told to be whole', async (tab) => {
  await parts(tab, '/counted');
  const { parts: failed, aboutParts } = await browser.readWholePopup(tab);
  assert.deepEqual([failed, aboutParts], [[], []]);
});

inATab('A picture tells whether it is drawn, and one that a blocker blocked was never asked for', async (tab) => {
  const { find } = await parts(tab, '/');
  assert.equal(find('https://elsewhere.example/shown/.svg').broken, false);
  assert.equal(find('https://elsewhere.example/broken/.png').broken, true);
  const { status, filled, sought, lasted } = find('https://elsewhere.example/tracker-of-somebody/.png');
  // In Chromium it is as opaque as one that failed.
  assert.deepEqual({ status, filled, sought, lasted }, { status: 0, filled: false, sought: false, lasted: NAME === 'chromium' });
});

inATab('Five thousand failing parts are one with a number, and no more are handed over than were asked for', async (tab) => {
  const { raw, find } = await parts(tab, '/many');
  const total = raw.parts.filter(({ status }) => status === 503).reduce((sum, { times }) => sum + times, 0);
  assert.deepEqual([total, raw.entries], [5000, 5000]);
  assert.ok(find('https://half.example/api/').times > 4000);
  const { raw: few } = await parts(tab, '/', 2);
  assert.equal(few.parts.length, 2);
  assert.ok(few.parts[0].status >= few.parts[1].status && few.left_out > 0);
});

inATab('A full buffer is told by Chromium, and in Firefox to be seen by its number', async (tab) => {
  const { raw } = await parts(tab, '/full');
  assert.equal(raw.entries, 250);
  assert.equal(raw.dropped !== null, NAME === 'chromium');
  assert.ok(raw.dropped === null || raw.dropped >= 50);
});

inATab('A request that failed and was answered when it was asked again is no failing part', async (tab) => {
  const { raw } = await parts(tab, '/recovers');
  assert.deepEqual(raw.parts.map(({ address, status }) => [address, status]), [['https://half.example/flaky/', 200]]);
});
