//! What the panel is told: views made for showing, and the drafts it sends back. Types only; the rules
//! that fill them live in the use cases.

mod access;
mod already;
mod auditing;
mod device;
mod devices;
mod event_history;
mod exporting;
mod formats;
mod installing;
mod meaning;
mod packs;
mod page_check;
mod page_types;
mod parameters;
mod proof;
mod proving;
mod publication;
mod publishing;
mod sampling;
mod scheduling;
mod scoring;
mod settings;
mod suggesting;
mod testing;
mod walking;

use std::collections::BTreeMap;

pub use access::{AccessStanding, AccessView};
pub use already::{Already, AlreadyStanding, AlreadyTold};
pub use auditing::{
    AcceptedRepairs, AuditElsewhere, AuditEnd, AuditEnded, AuditLeft, AuditLine, AuditProgress,
    AuditReportView, AuditStep, AuditWanted, AuditsView, BrandView, FindingCounts, MuteFor, MuteView,
    RepairView, TrendPoint,
};
pub use device::PaneDevice;
pub use devices::{DeviceSight, EventDevices, Sight};
pub use event_history::{EventHistory, PastChange};
pub use exporting::{Exported, ExportedFile};
pub use formats::{
    ContainerDraft, ContainerView, FormatExport, FormatPreview, LeftOut, LossView, LossViewKind,
};
pub use installing::{Discarded, Guide, GuideStep, InstallCheck, InstallVerdict, PreviewView, TakenOut};
pub use meaning::{Meaning, MeaningChange};
pub use packs::{PackEvent, PackExport, PackOutcome, PackPage, PackView};
pub use page_check::{CheckEnd, CheckOver, EventCheck, PageCheck};
pub use page_types::{PageTypeSight, PageTypesView};
pub use parameters::{ParameterChoice, ParameterGroup, Pointed, SeenValue};
pub use proof::{EventProof, ListedFiring, ListedProof, ProofView, ProvenFiring, PublishedAt};
pub use proving::{ProvingOutcome, ProvingProgress, StillUnproven};
pub use publication::{Aim, Goal, NextStep, PlaceEnd, PlaceOutcome, Published, WayBack};
pub use publishing::{
    ChangeKind, ChangeView, EventName, LiveId, LiveView, Planned, PublicationView, ReleaseId, Review,
    Serving, TargetTest, TargetView, ThemeView, Undelivered,
};
pub use sampling::{SampleProgress, SampleStrip, SampledPage, SampledState};
pub use scheduling::{ScheduleView, ToldView};
pub use scoring::{ScoreRule, ScoreView};
use serde::{Deserialize, Serialize};
pub use settings::{Rename, SettingsCheck};
pub use suggesting::{
    CatalogueEntry, CatalogueView, EntryFamily, EntryHere, EntryView, NoRoom, PageRule, PageSuggestions,
    PageTypeGuess, PlatformKind, PlatformView, StarterPlace, StarterView, SuggestionView, Taken, TakenAll,
    WaySearch, WayView,
};
pub use testing::{DeliveryView, Hit, Outcome, Outcomes};
use ts_rs::TS;
pub use walking::{
    KeptWalk, PlayBrief, PlayEnd, PlayState, PlayStepView, PlayView, RecordingView, WalkBrief, WalkStepView,
    WalkView,
};
pub use waymark_model::Severity;
use waymark_model::{
    Balance, DestinationKind, Event, EventId, Millis, PageType, PlanSettings, Shop, TargetId, TestConsent,
    Trigger, Weight,
};

/// Everything the panel needs to draw itself after start or after a change from outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Overview {
    /// All shops, the last used first.
    pub shops: Vec<ShopView>,
    /// The open shop, if one is.
    pub open: Option<OpenShop>,
}

/// A shop in the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShopView {
    /// The shop.
    pub shop: Shop,
    /// Number of events in its plan.
    pub events: u32,
    /// When it was last opened.
    #[ts(type = "number | null")]
    pub opened_at: Option<Millis>,
}

/// The open shop with its plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OpenShop {
    /// The shop.
    pub shop: Shop,
    /// Its page types.
    pub page_types: Vec<PageType>,
    /// Its events, in the marketer's order.
    pub events: Vec<EventView>,
    /// Where its events go, what is asked of visitors first, and how events are named.
    pub settings: PlanSettings,
    /// Findings of the plan's rules about the settings.
    pub findings: Vec<Finding>,
    /// How full its page types are, what it leaves out, and what it says twice.
    pub balance: Balance,
    /// Its walks, the newest first.
    pub walks: Vec<WalkBrief>,
    /// What the next undo would take back, in words (`Delete add_to_cart`); absent when nothing.
    pub undo: Option<String>,
    /// What the next redo would make again, in the same words; absent when nothing.
    pub redo: Option<String>,
    /// The name that changes, notes and publications are signed with.
    pub author: String,
}

/// An event with what is known about it beside the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventView {
    /// The event.
    pub event: Event,
    /// In words where it may fire: "Product pages", "Addresses like /pages/*", "Every page".
    pub scope_label: String,
    /// In words what it listens to: "Button: Add to cart"; empty for a page view.
    pub target_label: String,
    /// How far it can be relied on, and why.
    pub proof: ProofView,
    /// Why Waymark cannot prove it by itself, and what to do; absent where it can.
    pub by_hand: Option<String>,
    /// A picture of the element is kept; see the `picture` command.
    pub has_picture: bool,
    /// Findings of the plan's rules about this event.
    pub findings: Vec<Finding>,
}

/// Something the person should know about a draft or event before relying on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Finding {
    /// Stable code: `name_reserved`, `name_taken`, `matches_many`, `matches_none` ...
    pub code: String,
    /// How bad: an error stops saving.
    pub severity: Severity,
    /// Field it belongs to: `name`, `weight`, `scope`, `target`, `parameters`; empty for the whole.
    pub field: String,
    /// Which of the field's entries, counted from 0, where it is about one of several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<u32>,
    /// The event it is about; absent for the plan itself, and for what is no event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub event: Option<EventId>,
    /// One plain sentence: what is the matter and what to do.
    pub message: String,
    /// What the field could say instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub suggestion: Option<String>,
}

/// A draft: what a pick suggests, or an event opened for editing. The panel changes fields and sends it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Draft {
    /// The event as it would be saved; its id is already final.
    pub event: Event,
    /// It replaces an event of the plan instead of adding one.
    pub editing: bool,
    /// What was picked, in words: "Button: Add to cart".
    pub target_label: String,
    /// What its rule means in words, and how else it could be meant.
    #[serde(default)]
    pub meaning: Meaning,
    /// Path of the page it was picked on.
    pub path: String,
    /// Page type of that page, recognised from its address; absent when none matches.
    pub page_type: Option<String>,
    /// Choices for what makes it fire; the event's own kind is among them.
    pub triggers: Vec<TriggerChoice>,
    /// Choices for where it may fire, the suggested one first.
    pub scopes: Vec<ScopeChoice>,
    /// Parameters worth offering, with the value read from the snapshot.
    pub parameters: Vec<ParameterChoice>,
    /// The names under which the plan's destinations get it, unless it is given others.
    #[serde(default)]
    pub names: BTreeMap<DestinationKind, String>,
    /// The weight that is usual for an event of this name.
    #[serde(default)]
    pub usual_weight: Weight,
    /// How many elements match on the page as Rust counts them; the page's own count follows as `Matches`.
    pub matches: u32,
    /// How many elements of the page are like the picked one, itself included; 0 where nothing was picked.
    pub alike: u32,
    /// How lasting the element's selectors are; absent for a page view, for an event opened from the list, and
    /// where selectors were changed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub quality: Option<TargetQuality>,
    /// Findings so far.
    pub findings: Vec<Finding>,
    /// Milliseconds from the click to this draft.
    pub took: Option<f64>,
}

/// How lasting a picked element's selectors are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TargetQuality {
    /// The grade.
    pub grade: TargetGrade,
    /// Why, and what to do unless it is strong, as sentences.
    pub reason: String,
}

/// Grade of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum TargetGrade {
    /// Will break with the next change of the page.
    Fragile,
    /// Lasts through small changes.
    Fair,
    /// Lasts through most changes.
    Strong,
}

/// One choice for where an event may fire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ScopeChoice {
    /// In words: "All product pages", "Only this page", "Every page".
    pub label: String,
    /// What it means.
    pub scope: waymark_model::Scope,
}

/// A trigger on offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TriggerChoice {
    /// The trigger with the options it starts with.
    pub trigger: Trigger,
    /// In words: "Element comes into view".
    pub label: String,
    /// What makes it fire, in a sentence.
    pub hint: String,
}

/// State of the shop pane.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent facts about one page, each with its own light in the panel"
)]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct PaneView {
    /// Address shown.
    pub url: String,
    /// Title of the page.
    pub title: String,
    /// A page is being loaded.
    pub loading: bool,
    /// There is a page to go back to.
    pub can_back: bool,
    /// There is a page to go forward to.
    pub can_forward: bool,
    /// What it looks at the shop with; the pane as it is where absent.
    pub device: Option<PaneDevice>,
    /// Page type of the address, recognised by the open shop's rules.
    pub page_type: Option<String>,
    /// The page could not be loaded, and why.
    pub error: Option<crate::failure::Failure>,
    /// Picking is on.
    pub picking: bool,
    /// What is picked is to be sent along with the open draft's event, not to be its element.
    pub pointing: bool,
    /// Hover state is held.
    pub frozen: bool,
    /// Test mode is on.
    pub testing: bool,
    /// Destinations really get what fires in a test.
    pub test_sends: bool,
    /// What the visitor is taken to have said in a test; absent: whatever the page says.
    pub test_consent: Option<TestConsent>,
    /// What the mouse is over while picking.
    pub hover: String,
}

/// What the shell tells the panel without being asked; Tauri event name `waymark`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
#[ts(export)]
pub enum Notice {
    /// The pane's state changed.
    Pane(PaneView),
    /// Something was picked.
    Draft(Box<Draft>),
    /// A value was pointed at, which waits to be asked for.
    Pointed,
    /// The page's own count for the current draft or highlighted event.
    Matches(MatchesView),
    /// A picture of the draft's element: `data:image/png;base64,...`.
    Picture {
        /// The draft's event.
        id: EventId,
        /// The picture.
        data: String,
    },
    /// What the last check of a page found does not hold any more.
    CheckOver(CheckOver),
    /// Pages to try a draft's rule on are being read.
    Sampling(SampleProgress),
    /// Pages of each kind are being looked for: so many addresses were found so far.
    Ways(u32),
    /// Events are being made to fire.
    Proving(ProvingProgress),
    /// The runtime under test fired.
    Hit(Hit),
    /// The walk that is recorded came a step further, or is over.
    Recording(Option<RecordingView>),
    /// The walk that is played came a step further.
    Play(Box<PlayView>),
    /// A publication comes to its next step.
    Publishing {
        /// Which publication.
        publication: String,
        /// Where.
        target: TargetId,
        /// What is being done, in words.
        step: String,
    },
    /// A publication is over at one of its places.
    PlaceEnded {
        /// Which publication.
        publication: String,
        /// How.
        outcome: PlaceOutcome,
    },
    /// An audit comes on.
    Audit(AuditProgress),
    /// Another program audited or muted.
    Audits,
    /// An audit is over.
    AuditEnded(AuditEnded),
    /// Looking for the events of a pack comes on: what is being done, in words.
    Pack(String),
    /// Somebody wants to see an audit's report.
    AuditWanted(AuditWanted),
    /// The plan or the list of shops changed.
    Overview(Box<Overview>),
    /// Something went wrong that nobody asked for.
    Failure(crate::failure::Failure),
}

/// How many elements match, as the page's own engine counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MatchesView {
    /// The event (saved or draft) that was asked about.
    pub id: EventId,
    /// It is the open draft's rule that was counted, not a saved event's.
    pub draft: bool,
    /// How many match.
    pub count: u32,
    /// How many of them are visible.
    pub visible: u32,
    /// A spare selector matches while the first does not.
    pub spare: bool,
    /// The page is none where the event may fire, so that nothing on it counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub elsewhere: bool,
}
