// Runs in pages only where the user chose that every page is looked at once after its load. It stands alone, and judges
// nothing: where the page's timings show a part that may have failed it says so, and the worker reads and judges the parts.

{
  // The least status that counts; tests/tidy.rs holds it against the core's own.
  const FAILED = 500;

  // A part without a status that looked for a connection and took no time was not answered (docs/browsers.md).
  const mayHaveFailed = ({ responseStatus: status, connectEnd, fetchStart, duration }) =>
    status >= FAILED || (!status && connectEnd > fetchStart && !duration);

  const look = () => {
    if (!performance.getEntriesByType('resource').some(mayHaveFailed)) return;
    // Not `browser`, which in Chromium may be an element of the page that has this id.
    chrome.runtime.sendMessage({ loaded: true }).catch(() => {});
  };

  // What a page still asks for right after its load is waited for, once.
  const PAUSE = 1000;
  const soon = () => setTimeout(look, PAUSE);
  const whenLoaded = () => {
    if (document.readyState === 'complete') soon();
    else addEventListener('load', soon, { once: true });
  };
  // A page that was loaded in advance is looked at when it is shown.
  if (document.prerendering) document.addEventListener('prerenderingchange', whenLoaded, { once: true });
  else whenLoaded();
}
