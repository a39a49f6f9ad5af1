//! Places to publish to, as the tests of `publish` have them.
#![allow(dead_code, reason = "not all of them are needed here")]
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

#[path = "../../../publish/tests/support/azurite.rs"]
pub mod azurite;
#[path = "../../../publish/tests/support/chance.rs"]
pub mod chance;
#[path = "../../../publish/tests/support/host.rs"]
pub mod host;
#[path = "../../../publish/tests/support/moto.rs"]
pub mod moto;
#[path = "../../../publish/tests/support/places.rs"]
pub mod places;
#[path = "../../../publish/tests/support/program.rs"]
pub mod program;
#[path = "../../../publish/tests/support/releases.rs"]
pub mod releases;
#[path = "../../../publish/tests/support/whole.rs"]
pub mod whole;
