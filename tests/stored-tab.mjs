// What is stored of a tab and of all tabs has no names (`Compact` in src/plain.rs). They are read here from the records
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
  check: 'FailedCheck',
};

// The members that are times, in milliseconds since 1970.
const TIMES = new Set(['at', 'answered_at', 'before', 'since']);

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

/** The stored state of a tab as it was if all of it had happened so many milliseconds earlier. */
export function agedTab(value, milliseconds) {
  return value && aged('Tab', value, milliseconds);
}

/** The same of the window of what all tabs saw, whose list holds other records than that of a tab. */
export function agedWindow(value, milliseconds) {
  const names = NAMES.get('Window');
  const sightings = (list) => list.map((sighting) => aged('Sighting', sighting, milliseconds));
  return value?.map((held, place) =>
    names[place] === 'list' ? sightings(held) : older(names[place], held, milliseconds),
  );
}

function aged(record, values, milliseconds) {
  return values?.map((value, place) => {
    const name = NAMES.get(record)[place];
    const held = HOLDS[name];
    if (Array.isArray(held)) {
      return value.map((one) => aged(held[0], one, milliseconds));
    }
    return held ? aged(held, value, milliseconds) : older(name, value, milliseconds);
  });
}

/** A time that is not known is 0 or null, and stays so. */
function older(name, value, milliseconds) {
  return TIMES.has(name) && value > 0 ? value - milliseconds : value;
}
