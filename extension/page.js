// Runs inside the page, in the extension's isolated world: the document as text, within a budget.
// It stands alone, since the browser serialises it, and it holds no number and no marker.

export async function readDocument(head, tail, wait) {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => {
      document.addEventListener('DOMContentLoaded', resolve, { once: true });
      setTimeout(resolve, wait);
    });
  }
  const root = document.documentElement?.cloneNode(true);
  if (!root) return null;
  // What scripts and styles hold, and embedded data, is long and no part of what the page says.
  for (const element of root.querySelectorAll('script, style')) element.textContent = '';
  for (const element of root.querySelectorAll('[src^="data:" i], [href^="data:" i], [srcset]')) {
    for (const name of ['src', 'href', 'srcset']) element.removeAttribute(name);
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
