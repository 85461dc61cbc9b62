// Counts what the worker gets and does. Tests copy it beside the built extension and import it there before all
// else, so that it stands between the browser and the modules that ship.

const api = globalThis.browser ?? globalThis.chrome;

/**
 * Read from outside: deliveries of webRequest by type, those of webNavigation about frames, calls of the core and
 * the names of the events in each, writes.
 */
globalThis.counts = { webRequest: {}, framesNavigated: 0, handle: 0, handled: [], writes: 0 };

function eachDelivery(space, count) {
  for (const name of Object.keys(space).filter((name) => name.startsWith('on'))) {
    const event = space[name];
    const add = event.addListener.bind(event);
    event.addListener = (listener, ...rest) =>
      add((details) => {
        count(details);
        return listener(details);
      }, ...rest);
  }
}

eachDelivery(api.webRequest, ({ type }) => {
  counts.webRequest[type] = (counts.webRequest[type] ?? 0) + 1;
});
eachDelivery(api.webNavigation, ({ frameId }) => {
  counts.framesNavigated += frameId > 0 ? 1 : 0;
});

for (const name of ['set', 'remove']) {
  const area = api.storage.session;
  const write = area[name].bind(area);
  area[name] = (...values) => {
    counts.writes += 1;
    return write(...values);
  };
}

for (const name of ['instantiate', 'instantiateStreaming']) {
  const make = WebAssembly[name];
  WebAssembly[name] = async (...sources) => {
    const { instance, module } = await make.apply(WebAssembly, sources);
    const handle = (events) => {
      counts.handle += 1;
      counts.handled.push(events.flatMap(Object.keys).join('+'));
      return instance.exports.handle(events);
    };
    // The exports of a module are frozen; the glue needs no more of an instance than these.
    return { module, instance: { exports: { ...instance.exports, handle } } };
  };
}
