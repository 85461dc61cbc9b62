// The demo's broken web: six sites as they were on the days when Cloudflare
// itself failed (18 November and 5 December 2025), two ordinary bad days on
// which it did not, and one site that works.

/** [host, fixture, text of the badge] */
export const SITES = [
  ['x.com', 'cloudflare-branded-500', '500'],
  ['chatgpt.com', 'cloudflare-branded-500', '500'],
  ['canva.com', 'cloudflare-branded-500', '500'],
  ['perplexity.ai', 'cloudflare-bare-500', '500'],
  ['downdetector.com', 'cloudflare-text-500', '500'],
  ['dash.cloudflare.com', 'own-service-dash-cloudflare', '500'],
  ['blog.bakery.example', 'cloudflare-branded-522', '522'],
  ['shop.cyclist.example', 'origin-500-through-cloudflare', '500'],
  ['news.harbour.example', 'healthy-through-cloudflare', ''],
];
