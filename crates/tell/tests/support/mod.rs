//! Servers that take messages in, or do not.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]
#![allow(dead_code, reason = "each test uses its part")]

pub mod smtp;

use std::time::Duration;

use waymark_tell::{Attachment, Message, Patience};

/// Nobody waits for long in a test.
pub fn soon() -> Patience {
    Patience {
        connect: Duration::from_secs(2),
        attempt: Duration::from_millis(700),
        pause: Duration::from_millis(10),
    }
}

pub fn message() -> Message {
    Message {
        subject: "2 events stopped working on shop.example".into(),
        text: "2 events stopped working on shop.example: add_to_cart, newsletter.".into(),
        lies_at: Some("~/reports/audit-3.html".into()),
        report: Some(Attachment {
            name: "audit-3.html".into(), html: "<!doctype html><p>Größe</p>".into()
        }),
    }
}
