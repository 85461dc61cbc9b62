// The wasm boundary, as background.js meets it: the built module takes events and gives effects. What
// comes in broken is refused or read as less, and never stops what follows.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fixtureNames, readExpectations, readFixture } from './browsers/fixture.mjs';
import { storedTab } from './stored-tab.mjs';

const folder = new URL('../dist/chromium/wasm/', import.meta.url);
const module = await import(new URL('background.js', folder).href);
module.initSync({ module: await readFile(new URL('background_bg.wasm', folder)) });
const handle = (...events) => module.handle(events);
// Nobody muted a site.
handle({ Options: { value: undefined } });

const url = 'https://shop.example/cart?item=1';
const quartet = [
  { name: 'Server', value: 'cloudflare' },
  { name: 'CF-RAY', value: '8f1c2d3e4a5b6c7d-LHR' },
  { name: 'Cache-Control', value: 'private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0' },
  { name: 'Expires', value: 'Thu, 01 Jan 1970 00:00:01 GMT' },
];

let tabs = 0;

/** A new tab that the core has read from the storage already. */
function tab(value) {
  const id = ++tabs;
  const [effect] = handle({ Committed: { tab: id, document: 'start', url: 'about:blank', at: 1 } });
  assert.deepEqual(effect, { Read: { tab: id, key: `tab.${id}`, window: 'neighbours' } });
  handle({ Stored: { tab: id, value, at: 2, private: false } });
  return id;
}

function response(id, status, fields, at = 10.25) {
  return handle({ Response: { tab: id, request: `r${at}`, url, status, fields, at } });
}

function commit(id, document = 'a', at = 20.5) {
  return handle({ Committed: { tab: id, document, url, at } });
}

const named = (effects, name) => effects.filter((effect) => name in effect).map((effect) => effect[name]);
/** The tabs' stored states among the effects; what all tabs saw is stored beside them. */
const savedTabs = (effects) => named(effects, 'Save').filter(({ key }) => key.startsWith('tab.'));

test('a broken page becomes a badge, a question to the page and a stored state of plain values', () => {
  const id = tab();
  response(id, 522, quartet);
  const effects = commit(id);
  const [badge] = named(effects, 'SetBadge');
  assert.equal(badge.text, '522');
  assert.deepEqual(badge.title, { key: 'headline_link', args: ['Cloudflare', 'shop.example', '522', 'connection_timeout'] });
  const [question] = named(effects, 'ReadPage');
  assert.deepEqual([question.tab, question.document, question.head, question.tail], [id, 'a', 49152, 16384]);
  const [saved] = savedTabs(effects).slice(-1);
  assert.equal(saved.key, `tab.${id}`);
  assert.deepEqual(structuredClone(saved.value), JSON.parse(JSON.stringify(saved.value)));
  const { diagnosis } = storedTab(saved.value).document;
  // The place's name is looked up by the pages: the worker keeps its code.
  const [, edge] = diagnosis.path;
  assert.deepEqual([diagnosis.condition, diagnosis.fault.party, edge.pop, edge.place], ['failing', 'link', 'LHR', null]);
  assert.equal(diagnosis.fault.provider, null);
});

test('the method of a request that sent something is known with the verdict', () => {
  const sends = (method) => {
    const id = tab();
    handle({ Response: { tab: id, request: 'r', url, method, status: 524, fields: quartet, at: 10.25 } });
    const [saved] = savedTabs(commit(id)).slice(-1);
    return storedTab(saved.value).document.diagnosis.retry.sends;
  };
  assert.deepEqual([sends('POST'), sends('GET'), sends(undefined)], [true, false, false]);
});

test('a stored state comes back as it went', () => {
  const first = tab();
  response(first, 522, quartet);
  const saved = savedTabs(commit(first)).at(-1).value;
  const second = ++tabs;
  handle({ Committed: { tab: second, document: 'b', url: 'https://news.example/', at: 30 } });
  handle({ Stored: { tab: second, value: saved, at: 25 } });
  const back = handle({ Committed: { tab: second, document: 'a', url, at: 40 } });
  assert.equal(named(back, 'SetBadge')[0].text, '522');
});

test('what is no event is told in the console and left out, and the events beside it are handled', (context) => {
  const complaints = context.mock.method(console, 'error', () => {});
  const nonsense = [undefined, null, 7, 'Committed', [], {}, { Unknown: {} }, { Committed: {} }, { Committed: { tab: 'x' } }];
  const id = tab();
  response(id, 522, quartet);
  const effects = handle(...nonsense, { Committed: { tab: id, document: 'a', url, at: 20.5 } });
  assert.equal(named(effects, 'SetBadge')[0].text, '522');
  assert.deepEqual(
    // What it holds may be private, so only that is said.
    complaints.mock.calls.map((call) => call.arguments),
    nonsense.map(() => ['Faultline: something came that is no event which the core knows']),
  );
});

test('events that came together are handled in their order, and none is no work', () => {
  const id = tab();
  const effects = handle(
    { Response: { tab: id, request: 'r', url, status: 200, fields: quartet.slice(0, 2), at: 10 } },
    { Committed: { tab: id, document: 'a', url, at: 20 } },
  );
  // And what is remembered of the host is asked for, since a provider shows.
  assert.deepEqual(effects.map((effect) => Object.keys(effect)), [['Save'], ['Recall'], ['Save']]);
  assert.deepEqual(handle(), []);
});

test('texts of every kind and times with fractions leave the wasm as they came in', () => {
  const id = tab();
  const odd = 'q"uote \\ line\n tab\t \u0001 \u2028 é 😀';
  response(id, 500, [{ name: 'server', value: odd }, { name: 'CF-RAY', value: '8f1c2d3e4a5b6c7d-LHR' }], 1795607665794.507);
  const [saved] = savedTabs(commit(id, 'a', 1795607665800.25)).slice(-1);
  const { outcome, answered_at: answered, at } = storedTab(saved.value).document;
  assert.deepEqual([answered, at], [1795607665794.507, 1795607665800.25]);
  assert.ok(outcome.Response[1].some(([name, value]) => name === 'server' && value === odd), JSON.stringify(outcome));
});

test('a damaged stored state counts as none', () => {
  for (const damaged of ['x', 3, [], { version: 1 }, { version: 1, candidates: [{}], document: 5 }, { document: { document: {} } }]) {
    const id = tab(damaged);
    response(id, 522, quartet);
    assert.equal(named(commit(id), 'SetBadge')[0].text, '522', JSON.stringify(damaged));
  }
});

test('fields without a value, two thousand fields and a page of ten megabytes are taken', () => {
  const id = tab();
  const many = Array.from({ length: 2000 }, (_, i) => ({ name: `x-${i}`, value: 'v' }));
  response(id, 500, [{ name: 'x-bytes', binaryValue: [255, 254] }, ...quartet.slice(0, 2), ...many]);
  const [question] = named(commit(id), 'ReadPage');
  const page = { media_type: 'text/html', head: '<p>filler</p>'.repeat(800_000), tail: null, loading: false };
  const effects = handle({ PageRead: { tab: id, document: 'a', ask: question.ask, page } });
  const { diagnosis } = storedTab(savedTabs(effects).at(-1).value).document;
  assert.deepEqual([diagnosis.condition, diagnosis.fault.party], ['failing', 'origin']);
});

test('a page that answers with nonsense counts as one that cannot be read', () => {
  for (const page of [undefined, null, 'text', {}, { head: 5 }]) {
    const id = tab();
    response(id, 522, quartet);
    const [question] = named(commit(id), 'ReadPage');
    const effects = handle({ PageRead: { tab: id, document: 'a', ask: question.ask, page } });
    assert.equal(storedTab(savedTabs(effects).at(-1).value).document.reading, null);
    assert.equal(named(effects, 'SetBadge')[0].text, '522');
  }
});

test('a hostile host never comes near a message', () => {
  const id = tab();
  const effects = handle({ Committed: { tab: id, document: 'h', url: 'https://<img src=x onerror=alert(1)>/', at: 9 } });
  assert.deepEqual(effects, []);
});

// The worker is built without what only pages and the command show: what it judges must be the same.
test('the worker gives every recorded response the verdict that its file expects', () => {
  const wrong = [];
  let judged = 0;
  for (const name of fixtureNames()) {
    const { url, status, fields, content, replayable } = readFixture(name);
    // Filters that block by order, mostly with a 200, are left out of the worker.
    if (!replayable || name.startsWith('filters-national-')) continue;
    const id = tab();
    const lines = fields.map(([name, value]) => ({ name, value }));
    handle({ Response: { tab: id, request: 'r', url, status, fields: lines, at: 10 } });
    let effects = handle({ Committed: { tab: id, document: 'a', url, at: 20 } });
    const [question] = named(effects, 'ReadPage');
    if (question) {
      const type = fields.find(([name]) => name === 'content-type')?.[1] ?? 'text/html';
      const page = { media_type: type.split(';')[0].trim(), head: content.toString(), tail: null, loading: false };
      effects = handle({ PageRead: { tab: id, document: 'a', ask: question.ask, page } });
    }
    const { diagnosis } = storedTab(savedTabs(effects).at(-1).value).document;
    const expectations = readExpectations(name);
    // Of a page that did not fail nothing is read, so that less is said of it: a copy, a country's filter with a 200.
    const unread = !question && status < 500 && !expectations.some(([, expected]) => expected === 'failing');
    if (unread && diagnosis.condition === 'failing') wrong.push(`${name} is failing`);
    for (const [member, expected] of unread ? [] : expectations) {
      if (!MEMBERS.includes(member)) continue;
      const found = member.split('.').reduce((value, part) => value?.[part], diagnosis) ?? null;
      judged += 1;
      if (String(found) !== expected) wrong.push(`${name}: ${member} is ${found}, expected ${expected}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(judged > 1400, `${judged} members`);
});

const MEMBERS = ['condition', 'certainty', 'fault.party', 'fault.provider', 'answered_by.party', 'answered_by.provider'];

test("an edge's own name for its servers is no software of the site", () => {
  const id = tab();
  response(id, 502, [
    { name: 'server', value: 'Tengine' },
    { name: 'eagleid', value: 'abcdef0123456789abcdef01' },
    { name: 'via', value: 'cache1.cn1[0,502]' },
  ]);
  const { diagnosis } = storedTab(savedTabs(commit(id)).at(-1).value).document;
  assert.deepEqual(diagnosis.path.map(({ provider }) => provider), [null, 'alibaba-cdn', null]);
});

test("an address in another provider's range makes it less certain", () => {
  const certainty = (address) => {
    const id = tab();
    handle({ Response: { tab: id, request: 'r', url, status: 500, fields: quartet, address, at: 10 } });
    const { diagnosis } = storedTab(savedTabs(commit(id)).at(-1).value).document;
    return [diagnosis.certainty, diagnosis.evidence.some(({ rule }) => rule === 'any.other-address')];
  };
  const [byCloudflare, byFastly] = ['104.16.132.229', '151.101.1.195'].map(certainty);
  assert.deepEqual(byFastly, ['possible', true]);
  assert.notEqual(byCloudflare[0], 'possible');
  assert.equal(byCloudflare[1], false);
});

test('the address of the server names the edge, and a proxy\'s names nobody', () => {
  const byAddress = (proxied) => {
    const id = tab();
    const fields = [{ name: 'content-type', value: 'text/html' }];
    handle({ Response: { tab: id, request: 'r', url, status: 502, fields, address: '104.16.132.229', proxied, at: 10 } });
    const { diagnosis } = storedTab(savedTabs(commit(id)).at(-1).value).document;
    return diagnosis.path.map(({ provider }) => provider);
  };
  assert.deepEqual(byAddress(false), [null, 'cloudflare', null]);
  assert.deepEqual(byAddress(true), [null, null]);
});
