//! Asking the page in the pane for a snapshot of itself, and waiting for the answer. One at a time: whoever asks
//! later is answered, whoever asked before is not.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::oneshot::{Receiver, Sender, channel};
use waymark_app::pane::Report;

use crate::pane::lock;

/// Who waits for the page.
#[derive(Default)]
pub struct Survey {
    asked: AtomicU32,
    waiting: Mutex<Option<(u32, Sender<Report>)>>,
}

impl Survey {
    /// Begins to wait: the number to ask with, and where the answer arrives.
    pub fn begin(&self) -> (u32, Receiver<Report>) {
        let request = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let (sender, receiver) = channel();
        *lock(&self.waiting) = Some((request, sender));
        (request, receiver)
    }

    /// The page answered. Says whether anybody waited for it.
    pub fn answer(&self, request: u32, report: Report) -> bool {
        let waiting = lock(&self.waiting).take_if(|(asked, _)| *asked == request);
        waiting.is_some_and(|(_, sender)| sender.send(report).is_ok())
    }

    /// The page that was asked is gone.
    pub fn call_off(&self) {
        drop(lock(&self.waiting).take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_app::pane::Refusal;

    fn unseen(request: u32) -> Report {
        Report::Unseen { request, reason: Refusal::Broken }
    }

    #[test]
    fn an_answer_arrives_once_and_only_with_its_own_number() {
        let survey = Survey::default();
        let (first, mut earlier) = survey.begin();
        let (second, mut later) = survey.begin();
        assert!(!survey.answer(first, unseen(first)), "called off by the second");
        assert!(earlier.try_recv().is_err());
        assert!(survey.answer(second, unseen(second)));
        assert!(!survey.answer(second, unseen(second)));
        assert_eq!(later.try_recv().ok(), Some(unseen(second)));
    }

    #[test]
    fn nobody_waits_for_a_page_that_is_gone() {
        let survey = Survey::default();
        let (request, mut answer) = survey.begin();
        survey.call_off();
        assert!(matches!(answer.try_recv(), Err(tokio::sync::oneshot::error::TryRecvError::Closed)));
        assert!(!survey.answer(request, unseen(request)));
    }
}
