// What is asked of a page. The first two run inside it, in the extension's isolated world: each stands alone, since the
// browser serialises it, and holds no number and no marker. The last one has them run.

// What the document's navigation timing tells of its response.
export function readTiming() {
  const [entry] = performance.getEntriesByType('navigation');
  let worker = false;
  try {
    worker = Boolean(navigator.serviceWorker?.controller);
  } catch {
    // A sandboxed document may not ask, and has no service worker.
  }
  return {
    status: entry?.responseStatus ?? 0,
    worker,
    at: performance.timeOrigin + (entry?.responseStart ?? 0),
  };
}

// The document as text, within a budget.

export async function readDocument(head, tail, wait) {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => {
      document.addEventListener('DOMContentLoaded', resolve, { once: true });
      setTimeout(resolve, wait);
    });
  }
  // Chromium draws XML in a viewer, inside the document itself, and keeps in an element of it what was sent.
  const viewer = document.contentType.endsWith('xml') && document.getElementById('webkit-xml-viewer-source-xml');
  const sent = (viewer && viewer.firstElementChild) || document.documentElement;
  if (!sent) return null;
  // A copy in a document that is shown nowhere loads no image and runs no custom element.
  const inert = document.implementation.createHTMLDocument();
  const root = inert.importNode(sent, true);
  // What scripts and styles hold, and embedded data, is long and no part of what the page says.
  for (const element of root.querySelectorAll('script, style')) element.textContent = '';
  for (const name of ['src', 'srcset', 'href', 'style']) {
    for (const element of root.querySelectorAll(`[${name}*="data:" i]`)) element.removeAttribute(name);
  }
  const html = root.outerHTML;
  const cut = html.length > head + tail;
  return {
    media_type: document.contentType,
    head: cut ? html.slice(0, head) : html,
    tail: cut ? html.slice(-tail) : null,
    loading: document.readyState === 'loading',
  };
}

/** The answers of the document's frames; one that throws or stays silent for so long cannot be read, and has none. */
export async function inPage(target, patience, func, args) {
  const answers = browser.scripting.executeScript({ target, func, args, injectImmediately: true }).catch(() => []);
  const silence = new Promise((resolve) => setTimeout(resolve, patience, []));
  return Promise.race([answers, silence]);
}
