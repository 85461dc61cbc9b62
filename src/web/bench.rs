//! The engine alone in wasm, for `cargo xtask bench`: what a diagnosis takes without the boundary. No
//! package holds this.

use std::hint::black_box;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::values;
use crate::observation::{Fields, Observation, Page, Site, Status};
use crate::tabs::{RawField, RawPage};

/// One response, to be judged again and again.
#[wasm_bindgen]
pub struct Judged(Observation);

#[wasm_bindgen]
impl Judged {
    /// Takes a response as the browser's events give it.
    ///
    /// # Panics
    /// When fields or page are none.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(url: &str, status: u16, fields: &JsValue, page: &JsValue) -> Self {
        let fields: Vec<RawField> = values::read(fields).expect("a list of fields");
        let page: RawPage = values::read(page).expect("a page");
        Self(Observation {
            site: Site::from_url(url),
            status: Status::new(status),
            fields: Some(
                fields
                    .into_iter()
                    .map(|field| (field.name, field.value.unwrap_or_default()))
                    .collect::<Fields>(),
            ),
            page: Some(Page { media_type: Some(page.media_type), head: page.head, tail: page.tail }),
            ..Observation::default()
        })
    }

    /// Judges it so many times, and gives the number of claims, so that nothing is optimised away.
    #[must_use]
    pub fn diagnose(&self, times: u32) -> u32 {
        (0..times).map(|_| u32::from(!crate::diagnose(black_box(&self.0)).evidence.is_empty())).sum()
    }

    /// Reads the page so many times: the part that grows with its length.
    #[must_use]
    pub fn read(&self, times: u32) -> u32 {
        let page = self.0.page.as_ref();
        (0..times).map(|_| u32::from(page.is_some_and(|page| black_box(page.read()).is_empty()))).sum()
    }
}
