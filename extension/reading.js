// Has the browser run a script in every page after its load, or no longer. It stays so when the browser is started anew.

const scripts = [{ id: 'after-load', js: ['after-load.js'], matches: ['http://*/*', 'https://*/*'], runAt: 'document_idle' }];

// One after the other: a choice that is taken back at once shall end as it was chosen last.
let turns = Promise.resolve();

/** Whether every page's parts are looked at once. */
export function readEveryPage(wanted) {
  const turn = turns.then(async () => {
    // Of what is not registered nothing has to be taken away.
    await browser.scripting.unregisterContentScripts().catch(() => {});
    if (wanted) await browser.scripting.registerContentScripts(scripts);
  });
  turns = turn.catch(() => {});
  return turn;
}
