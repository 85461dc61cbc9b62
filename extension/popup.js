// The popup is drawn by the Rust core's views (src/web/popup.rs). Tests open it in a tab of its own
// and name the tab that it shall show.

import { focus, page } from './acting.js';
import { aboutParts, aboutTab, activeTab, packagedFile } from './asking.js';
import init, { Read, draw, session_keys } from './wasm/pages.js';

const wanted = new URLSearchParams(location.search).get('tabId');
const [tab = -1] = await Promise.all([
  wanted === null ? activeTab() : Number(wanted),
  init({ module_or_path: browser.runtime.getURL('wasm/pages_bg.wasm') }),
]);
const keys = session_keys(tab);
const opened = Date.now();
const read = new Read();
// The number of the newest drawing: an older one that had to wait draws nothing any more.
let newest = 0;
const worker = { told: false };

async function drawNow() {
  newest += 1;
  const number = newest;
  const told = await aboutTab(tab, keys);
  page.told = told;
  while (number === newest) {
    const held = focused();
    const drawn = draw(tab, told, opened, read);
    if (held) focus(held);
    if (drawn.list) read.list(drawn.list, await packagedFile(drawn.list).catch(() => ''));
    else if (drawn.parts) read.parts(await aboutParts(tab, drawn.parts));
    else return tell(drawn);
  }
}

// What has the focus, by a name that holds when it is drawn again.
function focused() {
  const element = document.activeElement;
  const named = element?.closest('[id]');
  return named && `#${named.id}${named === element ? '' : ` ${element.localName}`}`;
}

// Nobody answers, and no answer is wanted: what the worker finds out is stored.
function tell(drawn) {
  if (Object.keys(drawn).length === 0 || (worker.told && !drawn.mended)) return;
  worker.told = true;
  browser.runtime.sendMessage(drawn).catch(() => {});
}

page.draw = drawNow;

// A page may fail several times a second while it is watched.
const BETWEEN_DRAWINGS = 300;
let soon;

function drawSoon() {
  soon ??= setTimeout(() => {
    soon = undefined;
    drawNow();
  }, BETWEEN_DRAWINGS);
}

browser.storage.session.onChanged.addListener((changes) => {
  if (keys.tab in changes) drawNow();
  else if (keys.watch in changes) drawSoon();
});
await drawNow();
