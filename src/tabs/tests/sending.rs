//! Forms that were sent: what answers them must not be asked for again unthinkingly.

use super::*;

impl Browser {
    /// A request is answered; whether the verdict knows that asking again would send something again.
    fn answered_to(&mut self, method: Option<&str>, status: u16, fields: &[(&str, &str)]) -> bool {
        let at = self.now + 1000.0;
        self.send(Answered { method, status, fields, at, ..Answered::default() }.into());
        self.commit("form", SITE, at + 10.0);
        self.kill_the_worker();
        self.look();
        self.answer();
        let diagnosis = self.document().and_then(|document| document.diagnosis);
        diagnosis.is_some_and(|diagnosis| diagnosis.retry.sends)
    }
}

#[test]
fn an_error_that_answers_a_form_is_known_to_do_so_although_the_worker_dies() {
    for status in [502, 522, 524] {
        assert!(Browser::new().answered_to(Some("POST"), status, QUARTET), "{status}");
        for method in [Some("GET"), Some("HEAD"), None] {
            assert!(!Browser::new().answered_to(method, status, QUARTET), "{status} {method:?}");
        }
    }
}
