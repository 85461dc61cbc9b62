// The addresses that the worker listens to beyond the pages themselves: a listener is registered before the core is
// there to name them. tests/tidy.rs holds this list against the core's own, src/observation/check.rs.

export const securityChecks = ['https://challenges.cloudflare.com/*', '*://*/cdn-cgi/challenge-platform/*'];
