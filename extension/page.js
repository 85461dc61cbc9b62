// Runs inside the page, in the extension's isolated world: the document as text, within a budget.
// It stands alone, since the browser serialises it, and it holds no number and no marker.

export async function readDocument(head, tail, wait) {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => {
      document.addEventListener('DOMContentLoaded', resolve, { once: true });
      setTimeout(resolve, wait);
    });
  }
  if (!document.documentElement) return null;
  // A copy in a document that is shown nowhere loads no image and runs no custom element.
  const inert = document.implementation.createHTMLDocument();
  const root = inert.importNode(document.documentElement, true);
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
