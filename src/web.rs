//! The wasm boundary: values are converted, pages are drawn, and nothing is decided. The only module
//! that names browser crates.

#[cfg(feature = "background")]
mod background;
#[cfg(feature = "bench")]
mod bench;
#[cfg(feature = "pages")]
mod browser;
#[cfg(feature = "pages")]
mod card;
#[cfg(feature = "desk")]
mod desk;
#[cfg(any(feature = "pages", feature = "desk"))]
#[cfg_attr(feature = "desk", allow(dead_code))] // The desk draws with few of them.
mod element;
#[cfg(any(feature = "background", feature = "watching"))]
mod events;
#[cfg(all(feature = "pages", not(feature = "www")))]
mod extension;
#[cfg(all(feature = "pages", not(feature = "www")))]
mod options;
#[cfg(all(feature = "pages", not(feature = "www")))]
mod parts;
#[cfg(feature = "www")]
mod playground;
#[cfg(all(feature = "pages", not(feature = "www")))]
mod popup;
#[cfg(any(feature = "desk", all(feature = "pages", not(feature = "www"))))]
mod texts;
#[cfg(any(feature = "desk", all(feature = "pages", not(feature = "www"))))]
mod told;
#[cfg(any(feature = "background", not(feature = "www")))]
mod values;
#[cfg(feature = "watching")]
mod watching;

/// The allocator: 2.5 KB of gzip smaller than the default one, which the browser optimizes in every worker that wakes.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
