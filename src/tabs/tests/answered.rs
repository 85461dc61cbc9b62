//! A response as the browser tells it: what most stories mind of it, and the rest as it mostly is.

use super::*;

/// One response; a story names what it minds.
#[derive(Clone)]
pub struct Answered<'a> {
    pub tab: i32,
    pub request: String,
    pub url: &'a str,
    pub method: Option<&'a str>,
    pub status: u16,
    pub fields: &'a [(&'a str, &'a str)],
    pub address: Option<&'a str>,
    pub proxied: Option<bool>,
    pub at: f64,
    pub document: Option<&'a str>,
    pub lifecycle: Option<&'a str>,
}

impl Default for Answered<'_> {
    fn default() -> Self {
        Self {
            tab: TAB,
            request: "r".into(),
            url: SITE,
            method: None,
            status: 200,
            fields: &[],
            address: None,
            proxied: None,
            at: 10.0,
            document: None,
            lifecycle: None,
        }
    }
}

impl From<Answered<'_>> for Event {
    fn from(answered: Answered<'_>) -> Self {
        let Answered { tab, request, url, method, status, fields, address, proxied, at, document, lifecycle } =
            answered;
        let field = |&(name, value): &(&str, &str)| RawField { name: name.into(), value: Some(value.into()) };
        Event::Response {
            tab,
            request,
            url: url.into(),
            method: method.map(Into::into),
            status,
            fields: fields.iter().map(field).collect(),
            address: address.map(Into::into),
            proxied,
            at,
            document: document.map(Into::into),
            lifecycle: lifecycle.map(Into::into),
        }
    }
}
