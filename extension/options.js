// The options' page is drawn by the Rust core's views (src/web/options.rs).

import { page } from './acting.js';
import { aboutOptions } from './asking.js';
import init, { draw_options, keys } from './wasm/pages.js';

await init({ module_or_path: browser.runtime.getURL('wasm/pages_bg.wasm') });

page.draw = async () => draw_options(await aboutOptions(keys()));
await page.draw();
browser.storage.local.onChanged.addListener(() => page.draw());
