// The popup is drawn by the Rust core's views (src/web/popup.rs). Tests open it in a tab of its own
// and name the tab that it shall show.

import './browser.js';
import init, { show } from './wasm/pages.js';

await init({ module_or_path: browser.runtime.getURL('wasm/pages_bg.wasm') });
const tab = new URLSearchParams(location.search).get('tabId');
await show(tab === null ? undefined : Number(tab));
