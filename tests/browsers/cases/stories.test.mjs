// Outages of the last years, lived through: at every step of tests/stories the toolbar and the popup say what the story
// says. tests/stories.rs plays the same files without a browser.

import assert from 'node:assert/strict';
import { browser, furnish, inATab, web } from '../stage.mjs';
import { inWords, Life, readStory, sitesOf } from '../story.mjs';

const CLOUDFLARE = readStory('2025-11-18');
const AWS = readStory('2025-10-20');

/** A story has two dozen steps, each of which opens a page and the popup. */
const LONG_MS = 900_000;

furnish({ sites: sitesOf(CLOUDFLARE, AWS) });

inATab('18 November 2025, when Cloudflare failed, is told rightly at every step', livesThrough(CLOUDFLARE), LONG_MS);
inATab('20 October 2025, when AWS failed behind edges that worked, is told rightly at every step', livesThrough(AWS), LONG_MS);

/** A case that lives through a story, each step of which must be told as the story says. */
function livesThrough(story) {
  return async (first, open, context) => {
    const unused = [first];
    const life = new Life({ story, browser, web, openTab: () => unused.pop() ?? open() });
    await life.begin();
    const wrong = [];
    for (const step of story.steps) {
      await life.live(step);
      const { said, differences } = await life.said(step);
      context.diagnostic(`${step.at} ${inWords(step)}: ${[said.badge, said.headline, said.others].filter(Boolean).join(' | ')}`);
      wrong.push(...differences.map((difference) => `${step.at} ${step.host}: ${difference}`));
    }
    await life.end();
    assert.deepEqual(wrong, []);
  };
}
