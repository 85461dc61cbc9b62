// The addresses that the worker listens to beyond the pages themselves: a listener is registered before the core is
// there to name them. tests/tidy.rs holds these lists against the core's own, src/observation/check.rs.

// Security checks: of the host that is there for them alone, and what sites have of them under their own names.
export const widgets = ['https://challenges.cloudflare.com/*'];
export const ownChecks = [
  '*://*/cdn-cgi/challenge-platform/h/*/orchestrate/*',
  '*://*/cdn-cgi/challenge-platform/h/*/flow/*',
];
