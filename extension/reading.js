// Has the browser run a script in every page after its load, or no longer. It stays so when the browser is started anew.

const scripts = [{ id: 'after-load', js: ['after-load.js'], matches: ['http://*/*', 'https://*/*'], runAt: 'document_idle' }];

/** Whether every page's parts are looked at once. */
export async function readEveryPage(wanted) {
  // Of what is not registered nothing has to be taken away.
  await browser.scripting.unregisterContentScripts().catch(() => {});
  await browser.scripting.registerContentScripts(wanted ? scripts : []);
}
