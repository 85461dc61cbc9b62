// Other extensions that stand beside ours in some cases, made in a temporary folder for one run.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An extension without a background, which may restore tabs: a page of it can be asked to. */
export function sessionsCompanion() {
  return makeFolder('sessions', {
    'manifest.json': manifest('Sessions', { permissions: ['sessions'] }),
  });
}

/** A folder with these files, {name: text or bytes}, which goes when the run ends. */
export function makeFolder(name, files) {
  const folder = mkdtempSync(join(tmpdir(), `faultline-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

function manifest(name, members) {
  return JSON.stringify({
    manifest_version: 3,
    name: `Companion: ${name}`,
    version: '1',
    browser_specific_settings: { gecko: { id: `${name.toLowerCase()}@companion.example` } },
    ...members,
  });
}
