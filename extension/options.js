// The options' page is drawn by the Rust core's views (src/web/options.rs).

import './browser.js';
import init, { show_options } from './wasm/pages.js';

await init({ module_or_path: browser.runtime.getURL('wasm/pages_bg.wasm') });
await show_options();
