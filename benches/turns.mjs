// Who takes turns does so in a random order, so that all of them meet the same weather on the machine.

/** The same things in a random order. */
export function shuffled(list) {
  return list.map((value) => ({ value, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ value }) => value);
}
