// Firefox calls its interface `browser`; Chromium gives the same one as `chrome`.
globalThis.browser ??= globalThis.chrome;

/** What Chromium wants to be asked for so that it tells of all answers, such as an error page in the place of a script. */
export const extraFields = [browser.webRequest?.OnHeadersReceivedOptions?.EXTRA_HEADERS].filter(Boolean);
