// Firefox calls its interface `browser`; Chromium gives the same one as `chrome`.
globalThis.browser ??= globalThis.chrome;
