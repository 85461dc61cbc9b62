// The playground is drawn by the Rust core's views (src/web/playground.rs).

import init, { play } from './wasm/playground.js';

await init({ module_or_path: new URL('wasm/playground_bg.wasm', import.meta.url) });
play();
