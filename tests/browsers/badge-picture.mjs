// Draws what the toolbar would show: the extension's own icon, over it the
// badge's text in its colour, and beside it the title that a pointer would find.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small page for a screenshot of its <main>. */
export function badgePicture(extension, { text, title, colour: [red, green, blue, alpha] }) {
  const badge = text && `<b style="background: rgba(${red}, ${green}, ${blue}, ${alpha / 255})">${escaped(text)}</b>`;
  return `<!doctype html>
<meta charset="utf-8">
<style>
  main { display: flex; align-items: center; gap: 24px; width: 600px; padding: 24px; background: #f1f3f4; }
  div { position: relative; flex: none; width: 128px; height: 128px; }
  img { width: 128px; height: 128px; }
  b { position: absolute; right: -8px; bottom: -8px; padding: 4px 10px; border-radius: 10px; color: #fff; font: 700 36px sans-serif; }
  p { margin: 0; font: 18px sans-serif; color: #202124; white-space: pre-wrap; }
</style>
<main><div><img src="${icon(extension)}" alt="">${badge}</div><p>${escaped(title)}</p></main>`;
}

/** The largest icon that the manifest names, as a data: URL. */
function icon(extension) {
  const { icons } = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  const file = icons[Math.max(...Object.keys(icons).map(Number))];
  const type = file.endsWith('.svg') ? 'image/svg+xml' : 'image/png';
  return `data:${type};base64,${readFileSync(join(extension, file)).toString('base64')}`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}
