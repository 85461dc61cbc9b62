// Copies of the built extension for the bench, in temporary folders that go when the run ends: as it ships, and
// with the twin in the place of its wasm. Both get the observer; all other files are byte for byte what ships.

import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyWith } from '../../tests/browsers/companions.mjs';

const here = (file) => new URL(`./${file}`, import.meta.url);

/** {wasm, twin}: the folders of the copies. */
export function makeCopies(extension) {
  const [wasm, twin] = [observed(extension), observed(extension)];
  copyFileSync(here('twin.js'), join(twin, 'wasm/core.js'));
  rmSync(join(twin, 'wasm/background_bg.wasm'));
  return { wasm, twin };
}

function observed(extension) {
  const copy = copyWith(extension, here('observer.js'));
  renameSync(join(copy, 'wasm/background.js'), join(copy, 'wasm/core.js'));
  copyFileSync(here('observed.js'), join(copy, 'wasm/background.js'));
  return copy;
}
