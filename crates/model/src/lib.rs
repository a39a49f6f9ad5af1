//! The words of Waymark as types: a shop's plan (events, triggers, page types, parameters) and the config
//! that the plan compiles to, with the rules that hold between them. No I/O, no clock, no randomness, no
//! Tauri; whoever needs the time passes it in.

pub mod config;
pub mod element;
pub mod event;
pub mod page_type;
pub mod parameter;
pub mod plan;
pub mod scene;
pub mod scope;
pub mod target;
pub mod trigger;

pub use config::{Config, ConfigEvent};
pub use element::{Fingerprint, FormFacts};
pub use event::{Event, EventId, Phase, Stage, Status, Weight};
pub use page_type::PageType;
pub use parameter::{Parameter, Source};
pub use plan::{Plan, Shop, ShopSlug};
pub use scene::{Scene, SceneId};
pub use scope::Scope;
pub use target::{Hop, Selector, Target};
pub use trigger::Trigger;

/// Milliseconds since 1970-01-01 UTC, as handed in by the caller.
pub type Millis = i64;
