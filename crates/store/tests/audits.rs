//! Audits are kept as they go on, resumed, finished and compared; findings are muted for a while.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{open, shop};
use waymark_store::Mute;
