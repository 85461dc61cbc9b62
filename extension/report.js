// A report of what the popup shows, drawn by a core of its own (src/web/desk.rs), which is loaded when it is wanted first.

import { packagedFile } from './asking.js';
import init, { draw_report } from './wasm/desk.js';

let loading;

/** Draws the report of a tab from what the popup was drawn from. */
export async function drawReport(told) {
  loading ??= init({ module_or_path: browser.runtime.getURL('wasm/desk_bg.wasm') });
  await loading;
  const wanted = draw_report(told);
  if (wanted) draw_report(told, await packagedFile(wanted).catch(() => ''));
}
