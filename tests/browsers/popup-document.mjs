// Reads the popup's document. The function is sent into the helper tab, so it
// may use nothing from outside itself.

/** {attributes, headline, detail, path, links, advice, facts, evidence, button, witness, memory, mute, neighbours, check, watch, report, reportTold, parts, aboutParts, text, foreign, html} of the open popup. */
export async function readPopupDocument() {
  const { document } = chrome.extension.getViews({ type: 'popup' })[0];
  const text = (element) => element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const all = (selector) => [...document.querySelectorAll(selector)];

  // Whatever loads or runs something and is not in the packaged popup.html
  // can only have come in as markup of a page.
  const loading = (document) =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          /^(script|img|iframe|object|embed)$/.test(element.localName) ||
          [...element.attributes].some(({ name }) => name.startsWith('on')),
      )
      .map((element) => `${element.localName} ${element.getAttribute('src') ?? element.outerHTML}`);
  const packaged = await (await fetch(chrome.runtime.getURL('popup.html'))).text();
  const own = loading(new DOMParser().parseFromString(packaged, 'text/html'));

  return {
    attributes: Object.fromEntries(
      [...document.documentElement.attributes]
        .filter(({ name }) => name.startsWith('data-'))
        .map(({ name, value }) => [name, value]),
    ),
    headline: text(document.querySelector('#headline')),
    detail: text(document.querySelector('#detail')),
    path: all('#path li[data-role]').map((hop) => ({
      role: hop.dataset.role,
      state: hop.dataset.state,
      text: text(hop),
    })),
    links: all('#path li[data-link]').map((link) => link.dataset.link),
    advice: all('#advice li').map(text),
    facts: Object.fromEntries(all('#facts [data-fact]').map((fact) => [fact.dataset.fact, text(fact)])),
    evidence: all('#evidence li').map(text),
    // The one that answers what the page is about; those for muting and options are always there.
    button: text(document.querySelector('button:not(.quiet)')),
    witness: text(document.querySelector('#witness')),
    memory: text(document.querySelector('#memory')),
    mute: text(document.querySelector('#mute')),
    neighbours: text(document.querySelector('#neighbours')),
    check: text(document.querySelector('#check')),
    watch: text(document.querySelector('#watch')),
    report: document.querySelector('#report-text')?.value ?? '',
    reportTold: text(document.querySelector('#report-told')),
    parts: all('#parts li').map((part) => [part.dataset.kind, part.dataset.provider, text(part)]),
    aboutParts: all('#parts p').map(text),
    text: text(document.body),
    foreign: loading(document).filter((element) => !own.includes(element)),
    html: document.documentElement.outerHTML,
  };
}
