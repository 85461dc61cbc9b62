// Firefox's preferences for a run that never leaves this machine. The driver
// sets many more (no first-run pages, no crash reports); these are ours.

/** The host of the extension's own pages, fixed so that a test knows their addresses. */
export const UUID = 'fa017113-0000-4000-8000-000000000001';

export function preferences(id, web, downloads) {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),

    // Every host is reached through the local web's proxy, loopback names too.
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': web.plainPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': web.plainPort,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
    'network.proxy.failover_direct': false,

    // The certificate is ours, whatever a list or a pin says about these names.
    'network.stricttransportsecurity.preloadlist': false,
    'security.cert_pinning.enforcement_level': 0,
    'security.OCSP.enabled': 0,

    // A panel that opens by itself stands in a popup's way.
    'browser.download.alwaysOpenPanel': false,
    ...(downloads && { 'browser.download.folderList': 2, 'browser.download.dir': downloads }),

    // Firefox speaks to Mozilla on its own account in these ways; what no
    // preference stops (the remote settings) ends at the proxy.
    'app.normandy.enabled': false,
    'app.update.disabledForTesting': true,
    'browser.newtabpage.enabled': false,
    'browser.safebrowsing.downloads.remote.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'browser.safebrowsing.provider.mozilla.gethashURL': '',
    'browser.safebrowsing.provider.mozilla.updateURL': '',
    'browser.region.network.url': '',
    'browser.search.update': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'dom.push.connection.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'extensions.systemAddon.update.enabled': false,
    'extensions.update.enabled': false,
    'media.gmp-manager.updateEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.dns.disablePrefetch': true,
    'network.http.http3.enable': false,
    'network.prefetch-next': false,
    'network.trr.mode': 5,
    'toolkit.telemetry.server': '',
  };
}
