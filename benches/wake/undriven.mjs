// Puppeteer attaches to every worker that starts, pauses it, and lets it go again, which takes as long as what is
// measured. Here Chromium's workers are left alone, and ended as targets that nobody is attached to.

import { until } from '../../tests/browsers/waiting.mjs';

/** {isRunning(), kill()} of the extension's worker; in Firefox, whose driver does not touch it, the browser's own. */
export async function worker(browser) {
  const connection = browser.browser._connection;
  if (!connection) {
    return { isRunning: () => browser.workerIsRunning(), kill: () => browser.killWorker() };
  }
  // Puppeteer's own filter, and workers: pages are reached through their tabs.
  const filter = [{ type: 'page', exclude: true }, { type: 'service_worker', exclude: true }, {}];
  const attach = { autoAttach: true, flatten: true, waitForDebuggerOnStart: true };
  await connection.send('Target.setAutoAttach', { ...attach, filter });
  await browser.helper._client().send('Target.setAutoAttach', { ...attach, autoAttach: false });
  const running = async () => {
    const { targetInfos } = await connection.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension:'));
  };
  return {
    isRunning: running,
    async kill() {
      const { targetId } = await running();
      await connection.send('Target.closeTarget', { targetId });
      await until('the end of the worker', async () => !(await running()));
    },
  };
}
