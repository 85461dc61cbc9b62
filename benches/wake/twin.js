// The same worker without wasm: stands in the place of wasm/background.js and drives the same flow for a page
// that is broken, with one regular expression in place of the diagnosis. What a browser does for either
// (events, storage, reading the page, the badge) is the same; the difference is what wasm and the core take.
//
// An event that has no step here has no effects, as with a newer background.js. If the core asks the
// browser for something else, `steps` and `onTheWhole` are what to adapt: wake.mjs says so.

export default async function init() {}

/** No tab is watched here. */
export function judge() {
  return null;
}

export function handle(events) {
  const effects = [events].flat().flatMap((event) => {
    const [[name, args]] = Object.entries(event);
    return name in onTheWhole ? onTheWhole[name](args) : 'tab' in (args ?? {}) ? ofOneTab(name, args) : [];
  });
  // There is one tab: of its badges only the last is shown.
  const last = effects.findLastIndex(({ SetBadge }) => SetBadge);
  return effects.filter(({ SetBadge }, index) => !SetBadge || index === last);
}

/** By number: {waiting} while its stored state is being read, then {state}. */
const tabs = new Map();
const options = { known: false, asked: false };

// Nothing is remembered of the page that fails, but the browser is asked.
const keys = { options: 'options', secret: 'memory-secret', pruned: 'memory-pruned', entries: 'memory.' };
const asked = new Set();

/** What all tabs saw: the twin's own note of its one tab is as long as the core's. */
const noted = { Save: { key: 'neighbours', value: [1, 1, [[1, 'shop.example', 'behind', 'cloudflare', 'LHR', false]]] } };

const onTheWhole = {
  Stored({ tab, value, recollection }) {
    const slot = tabs.get(tab);
    options.known ||= Boolean(recollection);
    asked.add(recollection?.host);
    if (!slot?.waiting) return [];
    const { waiting } = slot;
    slot.waiting = null;
    slot.state = value ?? {};
    const effects = waiting.flatMap(([name, args]) => step(slot.state, name, args));
    return effects.filter(({ ReadPage }) => !ReadPage || ReadPage.ask > 1 || ReadPage.document !== slot.early);
  },
  Options() {
    options.known = true;
    return [...tabs].flatMap(([tab, { state }]) => (state ? badge(tab, state) : []));
  },
  Removed({ tab }) {
    tabs.delete(tab);
    return [{ Remove: { key: key(tab) } }];
  },
};

function ofOneTab(name, args) {
  const slot = tabs.get(args.tab);
  if (slot?.state) return step(slot.state, name, args);
  if (slot) {
    slot.waiting.push([name, args]);
    return early(slot);
  }
  tabs.set(args.tab, { waiting: [[name, args]] });
  const read = { tab: args.tab, key: key(args.tab), window: 'neighbours' };
  const mayBeWell = args.url?.startsWith('http') && (name === 'Committed' || args.status < 400);
  return [mayBeWell ? { ReadAndRecall: { ...read, host: new URL(args.url).host, keys } } : { Read: read }];
}

/** The page of a failure is asked for while what is stored of its tab is being fetched. */
function early(slot) {
  const committed = slot.waiting.find(([name]) => name === 'Committed')?.[1];
  const failed = slot.waiting.some(([name, { url, status }]) => name === 'Response' && status >= 500 && url === committed?.url);
  if (!failed || slot.early) return [];
  slot.early = committed.document;
  return [question(committed.tab, committed.document, 0, 2000)];
}

function step(state, name, args) {
  return steps[name]?.(state, args) ?? [];
}

const steps = {
  Response(state, { tab, url, status, fields, at }) {
    const { document } = state;
    if (document?.url === url && document.status === undefined && at <= document.at) {
      return [{ StopWaiting: { tab } }, ...join(tab, state, { status, fields })];
    }
    state.candidate = { url, status, fields };
    return status >= 500 ? [save(tab, state)] : [];
  },
  Committed(state, { tab, document: id, url, at }) {
    const { candidate } = state;
    state.candidate = undefined;
    state.document = url.startsWith('http') ? { id, url, at } : undefined;
    if (!state.document) return [];
    if (candidate?.url === url) return join(tab, state, candidate);
    return [{ Wait: { tab, document: id, milliseconds: 1500 } }];
  },
  PageRead(state, { tab, document: id, ask, page }) {
    const { document } = state;
    if (document?.id !== id) return [];
    document.text = judge(page?.head) ?? document.text;
    const again = page?.loading && ask < 2 ? [question(tab, id, 2, 20_000)] : [];
    return [...badge(tab, state), save(tab, state), noted, ...again];
  },
  Looked(state, { tab }) {
    return badge(tab, state);
  },
};

/** What the fields say is shown at once, then the page is asked. */
function join(tab, state, { status, fields }) {
  const known = new Map(fields.map(({ name, value }) => [name.toLowerCase(), value]));
  state.document.status = status;
  if (status >= 500) state.document.text = known.has('cf-ray') ? String(status) : '?';
  const asks = status >= 500 ? [question(tab, state.document.id, 1, 2000), ...recall(tab, state.document)] : [];
  return [...badge(tab, state), save(tab, state), ...asks];
}

function question(tab, document, ask, patience) {
  return { ReadPage: { tab, document, ask, head: 49_152, tail: 16_384, wait: patience - 300, patience } };
}

const MARK = /class="code-label">Error code (\d+)|id="cf-error-details"|cf-error-source|5xx-error-landing|challenge-form|error code: (\d+)/g;

function judge(html = '') {
  for (const [, label, bare] of html.matchAll(MARK)) {
    if (label ?? bare) return label ?? bare;
  }
  return undefined;
}

function badge(tab, { document }) {
  if (!document?.text) return [];
  if (options.known) {
    const title = { key: 'headline_link', args: ['Cloudflare', new URL(document.url).host, document.text, ''] };
    return [{ SetBadge: { tab, text: document.text, colour: '#b3261e', title } }];
  }
  if (options.asked) return [];
  options.asked = true;
  return [{ ReadOptions: { key: 'options' } }];
}

function recall(tab, { url }) {
  const { host } = new URL(url);
  if (asked.has(host)) return [];
  asked.add(host);
  return [{ Recall: { tab, host, keys } }];
}

function save(tab, state) {
  return { Save: { key: key(tab), value: state } };
}

function key(tab) {
  return `tab.${tab}`;
}
