//! The words of Waymark as types: a shop's plan (events, triggers, page types, parameters) and the config
//! that the plan compiles to, with the rules that hold between them. No I/O, no clock, no randomness, no
//! Tauri; whoever needs the time passes it in.

pub mod balance;
pub mod condition;
pub mod config;
mod delivery;
pub mod destination;
pub mod difference;
pub mod element;
pub mod event;
pub mod format;
pub mod naming;
pub mod note;
pub mod page_path;
pub mod page_type;
pub mod page_type_edit;
pub mod page_type_sight;
pub mod parameter;
pub mod pattern;
pub mod pixel;
pub mod plan;
pub mod platform;
pub mod privacy;
pub mod proof;
pub mod publication;
pub mod scene;
pub mod scope;
pub mod scope_choice;
pub mod scoring;
pub mod suggest_name;
pub mod suggest_value;
pub mod target;
pub mod transliterate;
pub mod trigger;
pub mod validate;
pub mod verdict;
pub mod walk;
pub mod web_address;

pub use balance::Balance;
pub use condition::{ClickId, Condition, Device, Limit, Traffic, Utm, VisitorKind};
pub use config::{Config, ConfigEvent};
pub use delivery::Delivery;
pub use destination::{Destination, DestinationKind, Purpose, Sending};
pub use element::{Fingerprint, FormFacts};
pub use event::{Event, EventId, Phase, Stage, Status, Weight};
pub use format::{Format, FormatSetting, FormatSettings};
pub use note::Note;
pub use page_path::PagePath;
pub use page_type::PageType;
pub use page_type_edit::PageTypeEdit;
pub use parameter::{Parameter, ProductField, Reading, Source};
pub use pixel::{PixelCheckout, PixelForward, PixelSettings};
pub use plan::{Plan, PlanSettings, SchemaNewer, Shop, ShopSlug};
pub use platform::Platform;
pub use privacy::{ConsentRule, Privacy, TestConsent};
pub use proof::ProofState;
pub use publication::{Place, PublicationTarget, SignIn, TargetId};
pub use scene::{ProductWords, Scene, SceneId};
pub use scope::Scope;
pub use scope_choice::{ScopeChoice, suggest_scopes};
pub use suggest_name::{suggest_name, suggest_page_name};
pub use suggest_value::{Value, suggest_value};
pub use target::{Hop, Selector, Target};
pub use trigger::{Outcome, Per, Span, TargetUse, Trigger};
pub use validate::format::validate_format_settings;
pub use validate::publication::validate_target;
pub use validate::{Finding, Severity, validate_plan};
pub use verdict::Verdict;
pub use walk::{TickOutcome, Walk, WalkAct, WalkId, WalkStep, WalkTick};

/// Milliseconds since 1970-01-01 UTC, as handed in by the caller.
pub type Millis = i64;
