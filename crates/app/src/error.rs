//! Everything that can stop a use case, as one enum. What a person reads of it is written in
//! [`crate::failure`].

use std::io;
use std::path::PathBuf;

use waymark_audit::AuditError;
use waymark_compile::CompileError;
use waymark_compile::formats::ImportError;
use waymark_identify::IdentifyError;
use waymark_model::{Millis, SchemaNewer};
use waymark_publish::shopify::ShopifyError;
use waymark_publish::{Lost, PublishError};
use waymark_store::StoreError;
use waymark_tell::TellError;

use crate::address::AddressError;
use crate::auditing::Elsewhere;
use crate::evaluating::CasesError;
use crate::pane::Refusal;
use crate::telling::Way;
use crate::vault::VaultError;

/// Why a use case did not happen.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// What was typed is not a shop's address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The address does not lead to a page.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// The page cannot be read.
    #[error(transparent)]
    Identify(#[from] IdentifyError),
    /// The plan cannot be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The database refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database is damaged and waits for a decision; see [`crate::App::restore_backup`].
    #[error("the database is damaged")]
    DatabaseDamaged {
        /// When the backup that can be restored was made; absent when there is none.
        backup: Option<Millis>,
    },
    /// No shop is open.
    #[error("no shop is open")]
    NoShopOpen,
    /// The draft is not the one that was picked or opened last.
    #[error("the draft is not open any more")]
    DraftGone,
    /// The draft or the plan breaks a rule.
    #[error("{message}")]
    Invalid {
        /// The first broken rule, one plain sentence.
        message: String,
        /// All of them, of a plan with the name of the event, the first one too; empty where there is but one.
        faults: Vec<String>,
    },
    /// The element cannot be tagged.
    #[error("the pick was refused: {reason:?}")]
    PickRefused {
        /// Why.
        reason: Refusal,
        /// Host of the frame, where that is the reason; may be empty.
        host: String,
    },
    /// The page cannot be looked at.
    #[error("the page could not be seen: {reason:?}")]
    PageUnseen {
        /// Why.
        reason: Refusal,
    },
    /// The page was not checked, or changed since.
    #[error("the page is not checked")]
    NotChecked,
    /// No walk is recorded or played.
    #[error("no walk is under way")]
    NoWalk,
    /// The address was answered, but not with the shop's page: a password, a login, a challenge, another site.
    #[error("what came is not the page")]
    NotThePage,
    /// The page reported something malformed, too large or not believable.
    #[error("a report from the page was refused: {0}")]
    Report(&'static str),
    /// A file or folder cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// A theme cannot be read or written.
    #[error(transparent)]
    Shopify(#[from] ShopifyError),
    /// The keyring does not give a secret out.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Nobody gave the secret that opens a target.
    #[error("the secret of {target:?} is missing")]
    SecretMissing {
        /// The target's name.
        target: String,
        /// The environment variable that is asked for it alone.
        variable: String,
    },
    /// There is no target of that name.
    #[error("there is no place called {0:?} to publish to")]
    NoTarget(String),
    /// The shop has no target yet.
    #[error("there is no place to publish to")]
    NoTargets,
    /// Somebody else published what is live.
    #[error("somebody else published revision {revision}")]
    NotOurs {
        /// What is live.
        revision: String,
    },
    /// What was named as seen is not what is live.
    #[error("revision {named} is not live")]
    NotThatLive {
        /// The revision that was named.
        named: String,
        /// What is live, `None` for nothing.
        live: Option<String>,
    },
    /// A place that puts nothing into a shop's pages by itself, so that nothing can be taken out of them.
    #[error("{target} puts nothing into pages")]
    OnlyByHand {
        /// The target's name.
        target: String,
    },
    /// Somebody else published what is to be taken out.
    #[error("somebody else published what is to be taken out")]
    TakesOutOthers {
        /// What is live; absent for a file that is not Waymark's.
        revision: Option<String>,
        /// Who published it, where that is known.
        by: Option<String>,
        /// When, RFC 3339, where that is known.
        at: Option<String>,
    },
    /// The person stopped before anything was taken out.
    #[error("taking out was stopped")]
    TakeOutStopped,
    /// Nothing of Waymark could be taken out of a theme.
    #[error("nothing could be taken out: {0}")]
    NotTakenOut(#[source] ShopifyError),
    /// A part was taken out, and what comes after that failed.
    #[error("only a part was taken out")]
    HalfOut(#[source] ShopifyError),
    /// What lies at a target is not Waymark's.
    #[error("what lies there is not Waymark's")]
    NotWaymarks,
    /// A publication went through; only that could not be written down.
    #[error("revision {revision} is at {target:?}, which could not be written down")]
    NotWrittenDown {
        /// What is there.
        revision: String,
        /// The target's name.
        target: String,
        /// The theme that it is in, where visitors do not see that theme.
        unseen_in: Option<String>,
        /// Why.
        #[source]
        cause: Box<AppError>,
    },
    /// What would be published is not what was reviewed.
    #[error("the plan changed since it was reviewed")]
    PlanChanged,
    /// The shop answers with an error instead of its page.
    #[error("the shop answers with an error ({status})")]
    NotServed {
        /// HTTP status.
        status: u16,
    },
    /// Only themes can be previewed.
    #[error("{target:?} is no theme")]
    NoTheme {
        /// The target's name.
        target: String,
    },
    /// There is no preview to discard.
    #[error("there is no preview at {target:?}")]
    NoPreview {
        /// The target's name.
        target: String,
    },
    /// A host takes the token, for another shop than this.
    #[error("the token is not that of {site:?} at {address}")]
    TokenOfOtherShop {
        /// The host.
        address: String,
        /// What the shop has to be called there.
        site: String,
    },
    /// The person stopped a preview.
    #[error("the preview was stopped")]
    PreviewStopped,
    /// A preview was to be put into the theme that another target publishes to.
    #[error("{target:?} publishes to that theme")]
    PreviewInPlace {
        /// The target's name.
        target: String,
    },
    /// A target that is to go away or elsewhere has a preview.
    #[error("there is a preview at {target:?}")]
    PreviewLeft {
        /// The target's name.
        target: String,
    },
    /// Nothing was live at a target before what is live now.
    #[error("nothing was live at {target:?} before")]
    NothingBefore {
        /// The target's name.
        target: String,
        /// The place names one and does not give it.
        lost: Option<Lost>,
        /// A theme has nothing but what is live.
        is_theme: bool,
    },
    /// Releases of one plan by two versions of Waymark have one marker.
    #[error("{revision} is several revisions: {numbers:?}")]
    SeveralRevisions {
        /// The marker.
        revision: String,
        /// Their numbers, the oldest first.
        numbers: Vec<u32>,
    },
    /// A release of another version, which is known only as it was found: in one file, as themes have it, or in two.
    #[error("{revision} is not known in the form that is needed")]
    OtherForm {
        /// Its marker.
        revision: String,
        /// It was found in one.
        in_one_file: bool,
    },
    /// No such revision is known here.
    #[error("there is no revision {0:?}")]
    NoRevision(String),
    /// A document is not a plan.
    #[error("not a plan: {0}")]
    NotAPlan(#[source] serde_json::Error),
    /// A plan written by a newer Waymark.
    #[error(transparent)]
    PlanNewer(#[from] SchemaNewer),
    /// A file is no container of Google Tag Manager.
    #[error(transparent)]
    NotAContainer(#[from] ImportError),
    /// An export cannot be put where it was asked for.
    #[error("{path} cannot be written: {source}")]
    ExportNotWritten {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file that a person chose cannot be read.
    #[error("{path} cannot be read: {source}")]
    FileNotRead {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What was read of a container is not the open shop's, or was taken already.
    #[error("no container was read")]
    ContainerGone,
    /// The plan has no event of this name or id.
    #[error("there is no event {0:?}")]
    NoSuchEvent(String),
    /// What was read of a pack is not the open shop's, or was taken already.
    #[error("no pack was read")]
    PackGone,
    /// The person stopped looking for a pack's events.
    #[error("it was stopped")]
    PackStopped,
    /// A shop has one audit at a time.
    #[error("an audit of this shop is under way")]
    AuditRunning,
    /// Another program audits the shop.
    #[error("{} audits this shop", .0.by)]
    AuditedElsewhere(Elsewhere),
    /// There is no such audit, or it is not done.
    #[error("there is no report of this audit")]
    NoAudit,
    /// No audit of the shop is done yet.
    #[error("the shop was not audited yet")]
    NotAudited,
    /// A file is no picture that a report can show, or too large for it.
    #[error("not a logo")]
    NoLogo {
        /// It is too large.
        is_large: bool,
    },
    /// Nobody could be told of an audit.
    #[error(transparent)]
    Tell(#[from] TellError),
    /// Nobody gave what a way needs to tell of audits.
    #[error("the secret of {0:?} is missing")]
    TellSecretMissing(Way),
    /// This way of telling is not set up.
    #[error("{0:?} is not set up")]
    NoSuchWay(Way),
    /// A file of cases cannot be used.
    #[error(transparent)]
    Cases(#[from] CasesError),
    /// A document of ours could not be written as JSON, which is a defect.
    #[error("a document could not be written as JSON")]
    Json(#[source] serde_json::Error),
}

impl AppError {
    /// All that has to be mended, a sentence each, where broken rules are what the error is about.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        match self {
            Self::Invalid { faults, .. } => faults.clone(),
            Self::Compile(CompileError::Invalid { findings }) => {
                findings.iter().map(|finding| finding.message.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}
