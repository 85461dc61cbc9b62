// Added to every copy of the extension and imported first by its background.js: tells the helper tab when what
// happened, in milliseconds since 1970, and changes nothing. The names of events and effects are told as well.

const channel = new BroadcastChannel('bench');

export function now() {
  return performance.timeOrigin + performance.now();
}

export function tell(what, at, more = {}) {
  channel.postMessage({ what, at, ...more });
}

tell('started', now());

const { action } = globalThis.browser ?? globalThis.chrome;
const setBadgeText = action.setBadgeText.bind(action);
action.setBadgeText = (details) => {
  const start = now();
  const done = setBadgeText(details);
  done.then(() => tell('badge', now(), { start, tab: details.tabId, text: details.text }), () => {});
  return done;
};
