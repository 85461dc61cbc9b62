//! The providers we know, by their stable ids. One file each tells a provider's whole story: its marks,
//! its error pages, whom they blame, and where that is documented; those that are only a name stand in one table.
//!
//! Who adds one writes its file and its line here.

pub mod cloudflare;
pub mod filters;
mod named;
pub mod sightings;
pub mod story;
mod tables;

use crate::vocabulary::vocabulary;
pub use sightings::Sightings;
pub use story::Story;

/// Declares the providers: a module each for those with a file, and a row of [`named`] for the others.
macro_rules! providers {
    (files { $($module:ident: $file:ident = $id:literal,)+ } rows { $($row:ident: $name:ident = $word:literal,)+ }) => {
        $(pub mod $module;)+

        vocabulary! {
            /// A provider on the way to a site, by the id that the contract has.
            Provider {
                /// Cloudflare, whose marks are read by [`cloudflare`].
                Cloudflare = "cloudflare",
                $(#[doc = concat!("See [`", stringify!($module), "`].")] $file = $id,)+
                $(#[doc = concat!("Its row is in the table of names: ", $word, ".")] $name = $word,)+
            }
        }

        /// The story of each as it is told, in the order of [`Provider::ALL`].
        const TOLD: &[Story] = &[cloudflare::STORY, $($module::STORY,)+ $(named::$row,)+];
    };
}

providers! {
    files {
        fastly: Fastly = "fastly",
        cloudfront: Cloudfront = "cloudfront",
        akamai: Akamai = "akamai",
        azure_front_door: AzureFrontDoor = "azure-front-door",
        google_cloud_lb: GoogleCloudLb = "google-cloud-lb",
        google_frontend: GoogleFrontend = "google-frontend",
        google_web: GoogleWeb = "google-web",
        bunny: Bunny = "bunny",
        keycdn: Keycdn = "keycdn",
        cdn77: Cdn77 = "cdn77",
        gcore: Gcore = "gcore",
        imperva: Imperva = "imperva",
        sucuri: Sucuri = "sucuri",
        ddos_guard: DdosGuard = "ddos-guard",
        qrator: Qrator = "qrator",
        variti: Variti = "variti",
        edgecast: Edgecast = "edgecast",
        edgio: Edgio = "edgio",
        section_io: SectionIo = "section-io",
        stackpath: Stackpath = "stackpath",
        cachefly: Cachefly = "cachefly",
        quic_cloud: QuicCloud = "quic-cloud",
        tencent_edgeone: TencentEdgeone = "tencent-edgeone",
        tencent_cdn: TencentCdn = "tencent-cdn",
        alibaba_cdn: AlibabaCdn = "alibaba-cdn",
        alibaba_oss: AlibabaOss = "alibaba-oss",
        baidu_yunjiasu: BaiduYunjiasu = "baidu-yunjiasu",
        huawei_cloud_waf: HuaweiCloudWaf = "huawei-cloud-waf",
        arvancloud: Arvancloud = "arvancloud",
        azion: Azion = "azion",
        gocache: Gocache = "gocache",
        myra: Myra = "myra",
        f5_xc: F5Xc = "f5-xc",
        datadome: Datadome = "datadome",
        ovh_cdn: OvhCdn = "ovh-cdn",
        hostinger_cdn: HostingerCdn = "hostinger-cdn",
        vercel: Vercel = "vercel",
        netlify: Netlify = "netlify",
        heroku: Heroku = "heroku",
        render: Render = "render",
        railway: Railway = "railway",
        fly: Fly = "fly",
        digitalocean_app: DigitaloceanApp = "digitalocean-app",
        github_pages: GithubPages = "github-pages",
        supabase: Supabase = "supabase",
        deno_deploy: DenoDeploy = "deno-deploy",
        platform_sh: PlatformSh = "platform-sh",
        acquia: Acquia = "acquia",
        pantheon: Pantheon = "pantheon",
        wp_engine: WpEngine = "wp-engine",
        kinsta: Kinsta = "kinsta",
        wordpress_com: WordpressCom = "wordpress-com",
        wordpress_vip: WordpressVip = "wordpress-vip",
        siteground: Siteground = "siteground",
        ovh: Ovh = "ovh",
        shopify: Shopify = "shopify",
        wix: Wix = "wix",
        squarespace: Squarespace = "squarespace",
        hubspot: Hubspot = "hubspot",
        aws_alb: AwsAlb = "aws-alb",
        aws_api_gateway: AwsApiGateway = "aws-api-gateway",
        aws_s3: AwsS3 = "aws-s3",
        backblaze_b2: BackblazeB2 = "backblaze-b2",
        aws_waf_challenge: AwsWafChallenge = "aws-waf-challenge",
        azure_app_gateway: AzureAppGateway = "azure-app-gateway",
        azure_app_service: AzureAppService = "azure-app-service",
        azure_blob: AzureBlob = "azure-blob",
        gcs: Gcs = "gcs",
        envoy: Envoy = "envoy",
        kong: Kong = "kong",
        apisix: Apisix = "apisix",
        varnish: Varnish = "varnish",
        haproxy: Haproxy = "haproxy",
        nginx: Nginx = "nginx",
        openresty: Openresty = "openresty",
        apache: Apache = "apache",
        ats: Ats = "ats",
        litespeed: Litespeed = "litespeed",
        iis: Iis = "iis",
        caddy: Caddy = "caddy",
        traefik: Traefik = "traefik",
        f5_bigip: F5Bigip = "f5-bigip",
        barracuda: Barracuda = "barracuda",
        fortiweb: Fortiweb = "fortiweb",
        wallarm: Wallarm = "wallarm",
        imunify360: Imunify360 = "imunify360",
        wordfence: Wordfence = "wordfence",
    }
    rows {
        LINK11: Link11 = "link11",
        BALEEN: Baleen = "baleen",
        REBLAZE: Reblaze = "reblaze",
        BYTEDANCE_CDN: BytedanceCdn = "bytedance-cdn",
        JDCLOUD_CDN: JdcloudCdn = "jdcloud-cdn",
        PERIMETERX: Perimeterx = "perimeterx",
        MEDIANOVA: Medianova = "medianova",
        ZEABUR: Zeabur = "zeabur",
        FLYWHEEL: Flywheel = "flywheel",
        PAGELY: Pagely = "pagely",
        CLOUDWAYS: Cloudways = "cloudways",
        NEXCESS: Nexcess = "nexcess",
        BLUEHOST: Bluehost = "bluehost",
        HETZNER: Hetzner = "hetzner",
        ARUBA: Aruba = "aruba",
        DREAMHOST: Dreamhost = "dreamhost",
        PYTHONANYWHERE: Pythonanywhere = "pythonanywhere",
        REPLIT: Replit = "replit",
        WEBFLOW: Webflow = "webflow",
        GHOST: Ghost = "ghost",
        SALESFORCE_COMMERCE: SalesforceCommerce = "salesforce-commerce",
        SUBSTACK: Substack = "substack",
        STATUSPAGE: Statuspage = "statuspage",
        ANGIE: Angie = "angie",
        TENGINE: Tengine = "tengine",
        GUNICORN: Gunicorn = "gunicorn",
        UVICORN: Uvicorn = "uvicorn",
        EXPRESS: Express = "express",
        COWBOY: Cowboy = "cowboy",
        KESTREL: Kestrel = "kestrel",
    }
}

/// The same, where the worker has the rows from [`tables`].
static STORIES: [Story; TOLD.len()] = story::shown(TOLD);

impl Provider {
    /// Its story; the worker's has no name, marks and answers, which its tables hold.
    #[must_use]
    pub fn story(self) -> &'static Story {
        STORIES.get(self as usize).unwrap_or(&cloudflare::STORY)
    }

    /// The name that people know.
    #[must_use]
    pub fn name(self) -> &'static str {
        if cfg!(feature = "background") { tables::name(self as usize) } else { self.story().name }
    }

    /// Where the provider says how it is doing, if such a page is known.
    #[must_use]
    pub fn status_page(self) -> Option<&'static str> {
        Some(self.story().status_page).filter(|url| !url.is_empty())
    }
}
