// Runs inside the page and its frames, in the extension's isolated world. It stands alone, since the browser serialises
// it, and judges nothing: it says what the browser's timings and the elements tell of each part.

// The parts of the document, at most so many; of a frame its own document only. What was asked for again counts as it
// ended last, and parts of which the same is known are one, with a number. Nothing private is handed over: of an
// address the origin, the first two folders, cut to a length, and the ending of the file's name.
export async function readParts(most, longest, wait) {
  const shortened = (name) => {
    const { protocol, origin, pathname } = new URL(name);
    const [, ...folders] = pathname.split('/').slice(0, -1);
    const [ending = ''] = /\.\w+$/.exec(pathname) ?? [];
    const path = folders.slice(0, 2).map((folder) => `${folder.slice(0, longest)}/`);
    return protocol.startsWith('http') ? `${origin}/${path.join('')}${ending.slice(0, longest)}` : null;
  };
  const facts = (entry, initiator, broken) => ({
    address: shortened(entry.name),
    initiator,
    status: entry.responseStatus ?? 0,
    // Whether something came, whether a connection was looked for, and whether the end took time.
    filled: entry.transferSize > 0 || entry.encodedBodySize > 0,
    sought: entry.connectEnd > entry.fetchStart,
    lasted: entry.duration > 0,
    broken,
  });
  if (window !== window.top) {
    const own = performance.getEntriesByType('navigation').map((entry) => ({ ...facts(entry, 'iframe', null), times: 1 }));
    const told = own.filter(({ address, status }) => address && status);
    return { framed: true, parts: told, left_out: 0, entries: told.length, dropped: null };
  }

  const entries = performance.getEntriesByType('resource');
  // Chromium counts the entries that found no room any more.
  const dropped = await new Promise((resolve) => {
    const observer = new PerformanceObserver((list, self, options) => {
      self.disconnect();
      resolve(options?.droppedEntriesCount ?? null);
    });
    observer.observe({ type: 'resource', buffered: true });
    setTimeout(resolve, entries.length && wait, null);
  });

  const pictures = new Map();
  for (const { currentSrc, complete, naturalWidth } of document.images) {
    if (complete) pictures.set(currentSrc, naturalWidth === 0);
  }
  const last = new Map(entries.map((entry) => [`${entry.initiatorType} ${entry.name}`, entry]));
  const parts = new Map();
  for (const entry of last.values()) {
    const part = facts(entry, entry.initiatorType, pictures.get(entry.name) ?? null);
    if (!part.address) continue;
    const key = JSON.stringify(part);
    parts.set(key, { ...part, times: (parts.get(key)?.times ?? 0) + 1 });
  }
  // Where there are too many, errors stay: their statuses are the highest.
  const all = [...parts.values()].sort((a, b) => b.status - a.status);
  const left = all.splice(most).reduce((sum, { times }) => sum + times, 0);
  return { framed: false, parts: all, left_out: left, entries: entries.length, dropped };
}
