// Stands in the place of wasm/background.js in every copy of the extension, before the module that stood there
// (core.js): the same interface, with the times of its two functions told.

import init, { handle as answer } from './core.js';
import { now, tell } from '../observer.js';

export { judge } from './core.js';

export default async function initObserved(...parts) {
  const start = now();
  const done = await init(...parts);
  tell('loaded', now(), { start });
  return done;
}

export function handle(events) {
  const start = now();
  const effects = answer(events);
  tell('handled', now(), { start, events: names(events), effects: names(effects) });
  return effects;
}

/** A page that was still being received is read again, so it has another name than the last answer. */
function names(list) {
  return [list].flat().flatMap((one) => (one.PageRead?.page?.loading ? ['PartRead'] : Object.keys(one)));
}
