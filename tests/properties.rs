//! What must hold for every response, recorded or not: random observations, and recorded ones rewritten in
//! ways that must not matter.
//!
//! The inputs are the same in every run, so a failure stays one: proptest prints the smallest input that it
//! finds, and that belongs into a test with a name, not into a file of seeds. `PROPERTY_TIMES=50` in the
//! environment tries fifty times as many inputs, and new ones in every run.

#[path = "properties/counterexamples.rs"]
mod counterexamples;
#[path = "properties/cut.rs"]
mod cut;
#[path = "properties/effort.rs"]
mod effort;
#[path = "properties/equivalent.rs"]
mod equivalent;
#[path = "properties/fields.rs"]
mod fields;
#[path = "properties/healthy.rs"]
mod healthy;
#[path = "properties/markup.rs"]
mod markup;
#[path = "properties/private.rs"]
mod private;
#[path = "properties/random.rs"]
mod random;
#[path = "recorded/mod.rs"]
mod reader;
#[path = "properties/recorded.rs"]
mod recorded;
#[path = "tokenizer/mod.rs"]
mod tokenizer;
#[path = "properties/total.rs"]
mod total;
#[path = "properties/unproven.rs"]
mod unproven;
