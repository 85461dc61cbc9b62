// The input of the benches: a broken page of a given length and its response, written from the recorded
// response of a 522.

import { readFixture } from '../tests/browsers/fixture.mjs';

const FILLER = '<p class="news">A line of a page that says nothing about errors, with <a href="/more">a link</a>.</p>\n';

/** The fields as the browser's event gives them, and the page as the function in the page does. */
export function brokenPage({ bytes, fields: count, head, tail }) {
  const { fields, content } = readFixture('cloudflare-branded-522');
  const text = content.toString('utf8');
  const missing = Math.max(0, bytes - text.length);
  const html = text.replace('</body>', `${FILLER.repeat(Math.ceil(missing / FILLER.length)).slice(0, missing)}</body>`);
  const cut = html.length > head + tail;
  const more = Array.from({ length: Math.max(0, count - fields.length) }, (_, i) => [`x-own-field-${i}`, `value ${i}`]);
  return {
    fields: [...fields, ...more].map(([name, value]) => ({ name, value })),
    page: {
      media_type: 'text/html',
      head: cut ? html.slice(0, head) : html,
      tail: cut ? html.slice(-tail) : null,
      loading: false,
    },
  };
}
