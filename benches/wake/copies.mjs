// Copies of the built extension for the bench, in a temporary folder: as it ships, and with the twin in the
// place of its wasm. Both get the observer; all other files are byte for byte what ships.

import { copyFile, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** {wasm, twin: folders of the copies, remove()}. */
export async function makeCopies(extension) {
  const root = await mkdtemp(join(tmpdir(), 'faultline-bench-'));
  const folder = (name) => join(root, name);
  for (const name of ['wasm', 'twin']) {
    await cp(extension, folder(name), { recursive: true });
    await observe(folder(name));
  }
  await copyFile(join(here, 'twin.js'), join(folder('twin'), 'wasm/core.js'));
  await rm(join(folder('twin'), 'wasm/background_bg.wasm'));
  return { wasm: folder('wasm'), twin: folder('twin'), remove: () => rm(root, { recursive: true }) };
}

async function observe(copy) {
  const worker = join(copy, 'background.js');
  await writeFile(worker, `import './observer.js';\n${await readFile(worker, 'utf8')}`);
  await copyFile(join(here, 'observer.js'), join(copy, 'observer.js'));
  await rename(join(copy, 'wasm/background.js'), join(copy, 'wasm/core.js'));
  await copyFile(join(here, 'observed.js'), join(copy, 'wasm/background.js'));
}
