// Extensions that some cases need besides the built one, made in temporary folders that go when the run ends:
// others that stand beside it, and a copy of it that counts.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** An extension without a background, which may restore tabs: a page of it can be asked to. */
export function sessionsCompanion() {
  return makeFolder('sessions', {
    'manifest.json': manifest('Sessions', { permissions: ['sessions'] }),
  });
}

/** An extension that blocks every request whose address holds this text, as blockers of advertisements do. */
export function blockingCompanion(text) {
  const condition = { urlFilter: text, resourceTypes: ['image', 'script', 'xmlhttprequest'] };
  const rule = { id: 1, action: { type: 'block' }, condition };
  return makeFolder('blocker', {
    'manifest.json': manifest('Blocker', {
      permissions: ['declarativeNetRequest'],
      declarative_net_request: { rule_resources: [{ id: 'rules', enabled: true, path: 'rules.json' }] },
    }),
    'rules.json': JSON.stringify([rule]),
  });
}

/** A copy of the built extension that counts. */
export function countingCopy(built) {
  return copyWith(built, new URL('./counting.js', import.meta.url));
}

/** A copy of the built extension, byte for byte, but that its worker imports this module first. */
export function copyWith(built, module) {
  const name = basename(module.pathname);
  const folder = makeFolder('copy', {});
  cpSync(built, folder, { recursive: true });
  cpSync(module, join(folder, name));
  const background = join(folder, 'background.js');
  writeFileSync(background, `import './${name}';\n${readFileSync(background, 'utf8')}`);
  return folder;
}

/** A folder with these files, {name: text}. */
function makeFolder(name, files) {
  const folder = mkdtempSync(join(tmpdir(), `faultline-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [file, content] of Object.entries(files)) {
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
