// The demo's broken web: six sites as they were on 18 November 2025, when
// Cloudflare itself failed, three ordinary bad days on which it did not (one of
// them behind two networks), and one site that works.

/** [host, fixture, text of the badge] */
export const SITES = [
  ['x.com', 'cloudflare-branded-500', '500'],
  ['chatgpt.com', 'cloudflare-branded-500', '500'],
  ['canva.com', 'cloudflare-branded-500', '500'],
  ['perplexity.ai', 'cloudflare-branded-500', '500'],
  ['downdetector.com', 'cloudflare-branded-500', '500'],
  ['dash.cloudflare.com', 'own-service-dash-cloudflare', '500'],
  ['blog.bakery.example', 'cloudflare-branded-522', '522'],
  ['shop.cyclist.example', 'origin-500-through-cloudflare', '500'],
  ['orchard.example', 'fastly-503-behind-cloudflare', '503'],
  ['news.harbour.example', 'healthy-through-cloudflare', ''],
];
