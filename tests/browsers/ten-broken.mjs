// Ten broken pages on five hosts of the stage, for cases that have many tabs open at once.

const FIVE = [
  { url: 'https://x.com/', badge: 'red 500', fault: 'edge' },
  { url: 'https://bare.example/', badge: 'red 500', fault: 'edge' },
  { url: 'https://gateway.example/', badge: 'red 502', fault: 'origin' },
  { url: 'https://unreachable.example/', badge: 'red 522', fault: 'link' },
  { url: 'https://own-fault.example/', badge: 'red 500', fault: 'origin' },
];

/** {url, badge, fault} of each. */
export const TEN_BROKEN = [...FIVE, ...FIVE.map((page) => ({ ...page, url: `${page.url}?again` }))];
