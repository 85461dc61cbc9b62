// What a worker takes that wakes: the shipped one, beside the same worker without wasm (wake/twin.js) and beside a
// second browser with the twin, which tells what this bench can tell apart. Three browsers take turns, in a
// random order, so that all of them meet the same weather on the machine; what belongs together is compared
// by pairs. Memory is weighed in browsers of its own, one sample in each.
//
// Prints one line of JSON: {browser, rows: [{what, unit, wasm, twin, control}]}, lists of samples by round.

import { fileURLToPath } from 'node:url';
import { startWeb } from '../tests/browsers/web.mjs';
import { brokenPage } from './page.mjs';
import { makeCopies } from './wake/copies.mjs';
import { shuffled } from './turns.mjs';
import { Subject } from './wake/subject.mjs';

const NAME = process.env.FAULTLINE_BROWSER ?? 'chromium';
const HOST = 'bench.example';
const SIZES = { '10 KB': 10_240, '100 KB': 102_400, '1 MB': 1 << 20 };
const ROUNDS = { wake: 31, diagnosis: 21, memory: 15, warm: 4, ...JSON.parse(process.env.FAULTLINE_ROUNDS ?? '{}') };
const PAGES = 50;
// A response that comes after its commit, as mostly in Firefox, brings these along: they are a matter of chance.
const BY_CHANCE = ['Wait', 'StopWaiting'];

const { launch } = await import(`../tests/browsers/${NAME}.mjs`);
const copies = makeCopies(fileURLToPath(new URL(`../dist/${NAME}`, import.meta.url)));
const pages = new Map(Object.entries(SIZES).map(([size, bytes]) => [size, scene(bytes)]));
const web = await startWeb({ sites: { [HOST]: ({ path }) => pages.get(decodeURIComponent(path.split('/')[1])) } });
const seats = { wasm: copies.wasm, twin: copies.twin, control: copies.twin };
const open = [];

try {
  const subjects = {};
  for (const seat of Object.keys(seats)) {
    subjects[seat] = await start(seat);
  }
  const version = await subjects.wasm.browser.browser.version();
  const rows = await timed('a cold wake', ROUNDS.wake, subjects, (subject) => subject.coldWake());
  for (const size of Object.keys(SIZES)) {
    const what = `the first diagnosis, ${size}`;
    rows.push(...(await timed(what, ROUNDS.diagnosis, subjects, (subject) => subject.firstDiagnosis(size))));
  }
  const history = 'the first diagnosis, 10 KB, after four broken pages in this tab';
  const afterFour = (subject) => subject.firstDiagnosis('10 KB', { history: true });
  rows.push(...(await timed(history, ROUNDS.diagnosis, subjects, afterFour)));
  sameEffects(subjects);
  for (const subject of Object.values(subjects)) {
    await end(subject);
  }
  rows.push(...(await weighed()));
  console.log(JSON.stringify({ browser: version, rows }));
} finally {
  await Promise.all(open.map((subject) => subject.close()));
  await web.close();
}

function scene(bytes) {
  const { fields, page } = brokenPage({ bytes, fields: 40, head: Infinity, tail: 0 });
  return { status: 522, fields: fields.map(({ name, value }) => [name, value]), content: page.head };
}

async function start(seat) {
  const subject = await Subject.start({ launch, extension: seats[seat], web, host: HOST });
  open.push(subject);
  return subject;
}

async function end(subject) {
  open.splice(open.indexOf(subject), 1);
  await subject.close();
}

async function timed(what, rounds, subjects, measure) {
  console.error(`${what}: ${rounds} rounds`);
  const samples = await interleaved(ROUNDS.warm + rounds, (seat) => measure(subjects[seat]));
  return asRows(what, 'ms', samples.slice(ROUNDS.warm));
}

async function weighed() {
  const samples = await interleaved(ROUNDS.memory, async (seat) => {
    const subject = await start(seat);
    const sample = await subject.memoryAfter(PAGES, '100 KB');
    await end(subject);
    return sample;
  });
  return asRows(`private memory after ${PAGES} pages`, 'MB', samples);
}

/** One sample of every seat a round, in a random order. */
async function interleaved(rounds, measure) {
  const samples = [];
  for (let round = 0; round < rounds; round += 1) {
    const sample = {};
    for (const seat of shuffled(Object.keys(seats))) {
      sample[seat] = await measure(seat);
    }
    samples.push(sample);
  }
  return samples;
}

/** A row for the whole, and one for each of its parts. */
function asRows(what, unit, samples) {
  return Object.keys(samples[0].wasm).map((part) => ({
    what: part === 'whole' ? what : `${what}: ${part}`,
    unit,
    ...Object.fromEntries(Object.keys(seats).map((seat) => [seat, samples.map((sample) => sample[seat][part])])),
  }));
}

/** A twin that asks the browser for other things than the core is another worker. */
function sameEffects({ wasm, twin }) {
  const [core, ours] = [wasm, twin].map((subject) =>
    subject.usualEffects().filter((name) => !BY_CHANCE.includes(name)).sort().join(', '),
  );
  if (core !== ours) {
    throw new Error(`benches/wake/twin.js is another worker: the core's effects are ${core}; the twin's ${ours}`);
  }
}
