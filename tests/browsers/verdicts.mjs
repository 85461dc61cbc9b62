// The questions that many cases ask, each in one sentence.

import assert from 'node:assert/strict';

/** The colour's name as tests/responses says it. */
export function colourName({ colour: [red, green, blue] }) {
  if (red > 150 && red > 3 * green && red > 3 * blue) {
    return 'red';
  }
  if (red > 150 && red > 1.5 * green && green > 2 * blue) {
    return 'amber';
  }
  return Math.max(red, green, blue) - Math.min(red, green, blue) < 40 ? 'grey' : `rgb(${red}, ${green}, ${blue})`;
}

/** "red 522" or "none", as tests/responses says it. */
export function badgeInWords(badge) {
  return badge.text === '' ? 'none' : `${colourName(badge)} ${badge.text}`;
}

/** Waits for the badge in words; it may go through grey while the page is being read. */
export function badgeBecomes(browser, tab, words) {
  return browser.waitForBadge(tab, (badge) => badgeInWords(badge) === words);
}

/** The popup's verdict has these values; only those that are named are compared. */
export function assertVerdict(popup, expected) {
  const names = Object.keys(expected);
  const found = Object.fromEntries(names.map((name) => [name, popup.attributes[`data-${name}`]]));
  assert.deepEqual(found, expected, popup.headline);
}

/** The hop of this role on the popup's path is in this state. */
export function assertHop(popup, role, state) {
  const hop = popup.path.find((hop) => hop.role === role);
  assert.equal(hop?.state, state, `the ${role} on the path ${JSON.stringify(popup.path)}`);
}
