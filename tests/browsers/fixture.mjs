// Reads the recorded responses below tests/responses, the same files that the
// Rust tests judge, so that browsers see byte for byte what the core was
// tested with.

import { readdirSync, readFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../responses/', import.meta.url));

// Node frames the content itself, and the recordings hold decoded content:
// these fields would contradict what is really sent.
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
]);

// A recording's name is the stem of its file, in whatever folder it lies.
const PATHS = new Map(
  readdirSync(FOLDER, { recursive: true })
    .filter((file) => file.endsWith('.http'))
    .sort()
    .map((file) => [basename(file, '.http'), file]),
);

/** The names of all recordings. */
export function fixtureNames() {
  return [...PATHS.keys()];
}

/**
 * The response recorded in the file NAME.http: {folder, url, badge, replayable,
 * status, fields, content}. `badge` is what the file expects ("red 522",
 * "none", or undefined). `replayable` is false where a server cannot make a
 * browser see the same: fields or content that are not known, and plain http.
 */
export function readFixture(name) {
  const path = PATHS.get(name);
  if (!path) {
    throw new Error(`There is no ${name}.http below ${FOLDER}.`);
  }
  // Latin-1 keeps every byte, whatever the charset of the content is.
  const text = readFileSync(join(FOLDER, path), 'latin1');
  const [head, status, rest] = divide(text);
  const code = Number(/^HTTP\/\S+ (\d{3})/.exec(status)?.[1]);
  const url = /^url:\s*(\S+)/m.exec(head)?.[1];
  if (!code || !url) {
    throw new Error(`The fixture ${name} lacks its "url:", its line "---" or its status line.`);
  }
  // An empty line ends the fields, and stands first where there are none.
  const end = /^\r?\n/m.exec(rest) ?? { index: rest.length, 0: '' };
  return {
    folder: dirname(path),
    url,
    badge: /^expect badge:\s*(.+)/m.exec(head)?.[1].trim(),
    replayable: url.startsWith('https:') && !/^(fields: unknown|page: unread)/m.test(head),
    status: code,
    fields: readFields(rest.slice(0, end.index)),
    content: Buffer.from(rest.slice(end.index + end[0].length), 'latin1'),
  };
}

/** What the file NAME.http expects: pairs of a member of the diagnosis, such as `fault.party`, and its value. */
export function readExpectations(name) {
  const [head] = divide(readFileSync(join(FOLDER, PATHS.get(name)), 'latin1'));
  return [...head.matchAll(/^expect ([\w.]+):\s*(.+)/gm)].map(([, member, value]) => [member, value.trim()]);
}

/** What stands before the line "---", the line after it, and all the rest. */
function divide(text) {
  const [, head = '', status = '', rest = ''] = /^([^]*?)^---\r?\n(.*)(?:\r?\n([^]*))?/m.exec(text) ?? [];
  return [head, status, rest];
}

/** Pairs of name and value; repeated fields stay apart, malformed lines are left out. */
function readFields(lines) {
  return lines
    .split(/\r?\n/)
    .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()])
    .filter(([name, value]) => isSendable(name, value) && !OF_THE_CONNECTION.has(name));
}

function isSendable(name, value) {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** The content of a recording in two pieces, the second when `rest` says so; half of it first, if nothing else is said. */
export async function* inTwo(name, host, rest, bytesAtOnce) {
  const content = contentFor(readFixture(name), host);
  const first = bytesAtOnce ?? Math.floor(content.length / 2);
  yield content.subarray(0, first);
  await rest;
  yield content.subarray(first);
}

/** The content with the recording's host replaced by the host that was asked for. */
export function contentFor(fixture, host) {
  const recorded = new URL(fixture.url).host;
  return Buffer.from(fixture.content.toString('latin1').replaceAll(recorded, host), 'latin1');
}
