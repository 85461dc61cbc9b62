// What is stored of a tab has no names (`Compact` in src/plain.rs). They are read here from the records
// themselves, so that a test can speak of `document.diagnosis` and no second list of names can fall behind.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));

// Which record a member holds, alone or in a list.
const HOLDS = {
  candidates: 'Candidates',
  list: ['Candidate'],
  document: 'Document',
  remembered: 'Document',
  site: 'Site',
  run: 'Run',
  diagnosis: 'Diagnosis',
  fault: 'Fault',
  answered_by: 'AnsweredBy',
  code: 'Code',
  path: ['Hop'],
  retry: 'Retry',
  evidence: ['Claim'],
};

const NAMES = new Map(
  readdirSync(SOURCES, { recursive: true })
    .filter((file) => file.endsWith('.rs'))
    .flatMap((file) => [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/^record!\((\w+) \{([^}]*)\}/gm)])
    .map(([, record, names]) => [record, names.split(',').map((name) => name.trim()).filter(Boolean)]),
);

/** The stored state of a tab with its names; what is missing is null. */
export function storedTab(value) {
  return value && named('Tab', value);
}

function named(record, values) {
  return values && Object.fromEntries(NAMES.get(record).map((name, place) => [name, member(name, values[place] ?? null)]));
}

function member(name, value) {
  const held = HOLDS[name];
  if (Array.isArray(held)) {
    return value.map((one) => named(held[0], one));
  }
  return held ? named(held, value) : value;
}
