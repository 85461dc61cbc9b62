// The demo of an outage: its story, step after step. With a window somebody lives through it, and looks at the badges
// and into the popup; without one a line for each step says what they would have seen, and there are pictures of it.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inWords, Life, readStory, sitesOf } from './story.mjs';

/** Long enough to look at a badge and to open the popup; who wants to go on presses Enter. */
const PACE_MS = 8_000;

/** The demo of a day: {sites, helperPage, report, show}, as demo.mjs takes it. */
export function outageDemo(day) {
  const story = readStory(day);
  return {
    sites: sitesOf(story),
    // The tab from which the extension's storage is written is one that a person may see.
    helperPage: 'options.html',
    report: (stage) => report(story, stage),
    show: (stage) => show(story, stage),
  };
}

/** A line and a picture of the popup for each step; 0 where all is as the story tells it. */
async function report(story, { browser, web, out }) {
  await mkdir(out, { recursive: true });
  console.log(`${story.day}: ${story.about}`);
  const life = new Life({ story, browser, web });
  await life.begin();
  let asTold = true;
  for (const [place, step] of story.steps.entries()) {
    await life.live(step);
    const { said, differences } = await life.said(step);
    const verdict = [said.headline, said.others].filter(Boolean).join(' ');
    console.log(`${step.at.padEnd(8)} ${step.host.padEnd(22)} ${(said.badge || '-').padEnd(4)} ${verdict}`);
    for (const difference of differences) {
      asTold = false;
      console.log(`         NOT AS TOLD: ${difference}`);
    }
    const number = String(place + 1).padStart(2, '0');
    const name = `${number}-${step.at.replaceAll(':', '')}-${step.host}.png`;
    await browser.screenshotPopup(await life.tab(step), join(out, name));
  }
  await life.end();
  return asTold ? 0 : 1;
}

/** The steps in tabs of one window, at a pace in which a person can follow. */
async function show(story, { browser, web }) {
  console.log(`${story.day}: ${story.about}`);
  story.sources.forEach((source) => console.log(`  ${source}`));
  console.log('All of it happens on this machine only. Times are UTC; Enter goes on at once.');
  const closed = browser.closed();
  const life = new Life({ story, browser, web });
  const all = liveThrough(life, story, browser).catch((error) => {
    // Whoever closes the window ends the story in the middle of a step.
    if (browser.browser.connected) {
      throw error;
    }
  });
  await Promise.race([all, closed]);
  await closed;
  return 0;
}

async function liveThrough(life, { steps }, browser) {
  await life.begin();
  for (const step of steps) {
    const tab = await life.tab(step);
    await tab.page.bringToFront();
    await life.live(step);
    const { text, title } = await browser.badge(tab);
    console.log(`${step.at.padEnd(8)} ${inWords(step)}`);
    console.log(`         ${text ? `badge ${text}: ${title}` : 'no badge'}`);
    await pause();
  }
  console.log("That was all of it. Look at the tabs' badges, and click on them. Close the window or press Ctrl-C to end.");
}

/** Until it is time for the next step, or somebody presses Enter. */
async function pause() {
  const pressed = new AbortController();
  const press = () => pressed.abort();
  process.stdin.once('data', press);
  await delay(PACE_MS, undefined, { signal: pressed.signal }).catch(() => {});
  process.stdin.off('data', press);
  process.stdin.pause();
}
