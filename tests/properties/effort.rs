//! How many inputs a property is tried with.

use std::fmt::Debug;
use std::process::Command;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};

const TIMES: &str = "PROPERTY_TIMES";

fn times() -> Option<u32> {
    std::env::var(TIMES).ok()?.parse().ok()
}

/// Tries a property with this many inputs, the same ones in every run, and panics with the smallest
/// input that breaks it.
pub fn check<S: Strategy>(cases: u32, inputs: &S, property: impl Fn(S::Value) -> TestCaseResult)
where
    S::Value: Debug,
{
    let config = Config {
        cases: cases * times().unwrap_or(1),
        // The seed is fixed, so nothing is to be remembered.
        failure_persistence: None,
        rng_seed: times().map_or(RngSeed::Fixed(0x5EED), |_| RngSeed::Random),
        max_global_rejects: 100 * cases * times().unwrap_or(1),
        max_local_rejects: 65_536 * times().unwrap_or(1),
        max_shrink_iters: 5000,
        ..Config::default()
    };
    if let Err(broken) = TestRunner::new(config).run(inputs, property) {
        panic!("{broken}");
    }
}

#[test]
#[ignore = "takes minutes"]
fn every_property_holds_for_thirty_times_as_many_inputs() {
    let myself = std::env::current_exe().expect("a test knows its own file");
    let status = Command::new(myself).env(TIMES, "30").status().expect("a test can be started");
    assert!(status.success(), "see above");
}
