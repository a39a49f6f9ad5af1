//! What is known besides the pages where a test is not about that: a quick audit of a live shop, whole, and the first one.

use waymark_audit::discover::SampleSize;
use waymark_audit::report::{Circumstances, Ending, Proven};

pub fn quiet<'a>() -> Circumstances<'a> {
    Circumstances {
        started_at: 0,
        finished_at: 1,
        sample: SampleSize::Quick,
        ending: Ending::Complete,
        is_published: false,
        is_live: true,
        theme: None,
        revisions: None,
        served: None,
        undelivered: None,
        no_browser: None,
        notes: Vec::new(),
        proven: Proven::new(),
        before: None,
    }
}
