//! The one place where errors of all crates become what a person reads: `{code, message, hint, retryable}`.
//! The panel switches on `code`; a code exists only if somebody switches on it or tests for it.

mod address;
mod auditing;
mod files;
mod going_back;
mod network;
mod previewing;
mod publishing;
mod recording;
mod removing;
mod storage;
mod telling;
mod themes;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_compile::CompileError;
use waymark_identify::IdentifyError;
use waymark_model::SchemaNewer;

use crate::error::AppError;
use crate::pane::Refusal;

/// An error as shown to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Failure {
    /// Stable code.
    pub code: Code,
    /// One plain sentence: what happened.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// Trying the same again may help.
    pub retryable: bool,
}

/// Closed set of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// The address cannot be understood.
    AddressInvalid,
    /// No such host.
    HostUnknown,
    /// Nobody listens there.
    ConnectionRefused,
    /// The certificate is not valid.
    CertificateInvalid,
    /// No answer in time.
    Timeout,
    /// An answer, but not a web page.
    NotHtml,
    /// The page's server answered with an error, or the network failed otherwise.
    LoadFailed,
    /// The shop, event or picture does not exist (any more).
    NotFound,
    /// The draft or plan breaks a rule; the message says which.
    Invalid,
    /// The picked element cannot be tagged; the message says why.
    PickRefused,
    /// The page reported something malformed or too large.
    ReportRefused,
    /// The database was written by a newer Waymark.
    DatabaseNewer,
    /// The database is damaged.
    DatabaseDamaged,
    /// The database is busy or the disk failed.
    DatabaseFailed,
    /// A file or folder cannot be written.
    WriteFailed,
    /// A file cannot be read or understood.
    ReadFailed,
    /// This platform cannot do it.
    Unsupported,
    /// Somebody else changed the same; nothing was overwritten.
    Conflict,
    /// Another program audits the shop; neither audit lost anything.
    AuditedElsewhere,
    /// A place has a preview, which has to be discarded first.
    PreviewLeft,
    /// What would be published is not what was reviewed.
    PlanChanged,
    /// A token is wrong, or not allowed to do this.
    Denied,
    /// Nobody gave the token, or the keyring keeps it to itself.
    SecretMissing,
    /// A theme has the new file, but it was not read back or is not loaded: it is to be done again.
    Unfinished,
    /// A publication went through; only that could not be written down.
    NotWrittenDown,
    /// The person stopped it.
    Cancelled,
    /// A defect of Waymark.
    Internal,
}

impl Failure {
    /// A failure that trying again does not mend.
    fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), retryable: false }
    }

    /// A failure that may be gone the next time.
    fn passing(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { retryable: true, ..Self::new(code, message, hint) }
    }

    /// A defect of Waymark; details go to the log, not to the person.
    fn defect() -> Self {
        Self::new(
            Code::Internal,
            "Something went wrong inside Waymark.",
            "Nothing was changed. If it happens again, restart Waymark and report it.",
        )
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::from(&error)
    }
}

impl From<&AppError> for Failure {
    fn from(error: &AppError) -> Self {
        match error {
            AppError::Address(error) => address::failure(error),
            AppError::Audit(error) => network::failure(error),
            AppError::Store(error) => storage::failure(error),
            AppError::Publish(error) => publishing::failure(error),
            AppError::Shopify(error) => themes::failure(error),
            AppError::Vault(error) => publishing::vault(*error),
            AppError::SecretMissing { target, variable } => publishing::secret_missing(target, variable),
            AppError::NoTarget(named) => publishing::no_target(named),
            AppError::NoTargets => publishing::no_targets(),
            AppError::NotOurs { .. } | AppError::NotThatLive { .. } | AppError::NotWaymarks => {
                publishing::unseen(error)
            }
            AppError::HalfOut(error) => themes::half_out(error),
            AppError::NotTakenOut(error) => themes::not_taken_out(error),
            AppError::TakesOutOthers { .. } | AppError::OnlyByHand { .. } | AppError::TakeOutStopped => {
                removing::failure(error)
            }
            AppError::NotWrittenDown { revision, target, unseen_in, cause } => {
                recording::failure(revision, target, unseen_in.as_deref(), cause)
            }
            AppError::NotServed { status } => publishing::not_served(*status),
            AppError::NoTheme { .. }
            | AppError::NoPreview { .. }
            | AppError::PreviewStopped
            | AppError::PreviewInPlace { .. }
            | AppError::PreviewLeft { .. } => previewing::failure(error),
            AppError::TokenOfOtherShop { address, site } => publishing::token_of_other_shop(address, site),
            AppError::PlanChanged => publishing::plan_changed(),
            AppError::NothingBefore { .. }
            | AppError::SeveralRevisions { .. }
            | AppError::OtherForm { .. }
            | AppError::NoRevision(_) => going_back::failure(error),
            AppError::DatabaseDamaged { backup } => storage::damaged(backup.is_some()),
            AppError::Identify(error) => unreadable_page(error),
            AppError::Compile(error) => not_compiled(error),
            AppError::NoShopOpen => Self::new(Code::NotFound, "No shop is open.", "Open a shop first."),
            AppError::NoWalk => {
                Self::new(Code::NotFound, "No walk is under way.", "Begin to record or play one.")
            }
            AppError::DraftGone => Self::new(
                Code::NotFound,
                "This draft is not open any more.",
                "Pick the element again, or open the event from the list.",
            ),
            AppError::Invalid { message, faults } => broken_rules(message, faults.len().saturating_sub(1)),
            AppError::PickRefused { reason, host } => refused_pick(*reason, host),
            AppError::PageUnseen { reason } => page_unseen(*reason),
            AppError::NotThePage => Self::passing(
                Code::LoadFailed,
                "What came is not the shop's page, but something in front of it, or nothing.",
                "Open it in the app, or save the page from a browser and name the file.",
            ),
            AppError::NotChecked => Self::new(
                Code::NotFound,
                "The page or the plan changed since this page was checked.",
                "Check the page again.",
            ),
            AppError::Report(_) => Self::new(
                Code::ReportRefused,
                "The page sent something that Waymark does not accept.",
                "Reload the page and try again.",
            ),
            AppError::NotAPlan(error) => files::not_a_plan(error),
            AppError::PlanNewer(newer) => Self::new(Code::ReadFailed, newer.to_string(), SchemaNewer::ADVICE),
            AppError::NotAContainer(error) => files::not_a_container(error),
            AppError::FileNotRead { path, source } => files::not_read(path, source),
            AppError::ExportNotWritten { path, source } => files::not_written(path, source),
            AppError::ContainerGone => files::not_open("container"),
            AppError::PackGone => files::not_open("pack"),
            AppError::PackStopped => {
                Self::new(Code::NotFound, "Looking for the pack's events was stopped.", "Nothing was kept.")
            }
            AppError::NoSuchEvent(name) => Self::new(
                Code::NotFound,
                format!("There is no event called {name}."),
                "Names and ids stand in the list of events.",
            ),
            AppError::AuditRunning => auditing::running(),
            AppError::AuditedElsewhere(elsewhere) => auditing::elsewhere(elsewhere),
            AppError::NotAudited => auditing::not_audited(),
            AppError::NoAudit => auditing::no_report(),
            AppError::NoLogo { is_large } => auditing::no_logo(*is_large),
            AppError::Tell(error) => telling::failure(error),
            AppError::TellSecretMissing(way) => telling::secret_missing(*way),
            AppError::NoSuchWay(way) => telling::no_such_way(*way),
            AppError::Cases(error) => Self::new(
                Code::ReadFailed,
                format!("These cases cannot be run: {error}."),
                "Paths in the file are relative to it, and each must match on the untouched page.",
            ),
            AppError::Json(_) => Self::defect(),
        }
    }
}

fn page_unseen(reason: Refusal) -> Failure {
    match reason {
        Refusal::TooLarge => Failure::new(
            Code::Unsupported,
            "This page is too large to be checked.",
            "Check a page with less on it, or use Test: it shows which events fire.",
        ),
        _ => Failure::passing(
            Code::Unsupported,
            "The page's own code got in the way of the check.",
            "Reload the page and check it again.",
        ),
    }
}

fn broken_rules(message: &str, more: usize) -> Failure {
    let hint = match more {
        0 => String::new(),
        1 => "One more thing needs mending too.".to_owned(),
        more => format!("{more} more things need mending too."),
    };
    Failure::new(Code::Invalid, message, hint)
}

fn not_compiled(error: &CompileError) -> Failure {
    match error {
        CompileError::Invalid { findings } => match findings.first() {
            Some(first) => broken_rules(&first.message, findings.len() - 1),
            None => Failure::defect(),
        },
        CompileError::RuntimeLacks(_)
        | CompileError::Json(_)
        | CompileError::Workbook(_)
        | CompileError::Page(_) => Failure::defect(),
    }
}

fn refused_pick(reason: Refusal, host: &str) -> Failure {
    let (message, hint) = match reason {
        Refusal::CrossOriginFrame if host.is_empty() => (
            "This part of the page comes from another site and cannot be looked into.".to_owned(),
            "Pick something around it, or tag the page of that site as a shop of its own.".to_owned(),
        ),
        Refusal::CrossOriginFrame => (
            format!("This part of the page comes from {host} and cannot be looked into."),
            "Pick something around it, or tag the page of that site as a shop of its own.".to_owned(),
        ),
        Refusal::ClosedShadowRoot => (
            "This part of the page is closed to other scripts, the exported file included.".to_owned(),
            "Pick the whole of it, or ask whoever maintains it to send an event themselves.".to_owned(),
        ),
        Refusal::TooLarge => (
            "This page is too large to be looked at.".to_owned(),
            "Pick the element on a shorter page of the same kind.".to_owned(),
        ),
        Refusal::Broken => (
            "The page's own code got in the way of picking.".to_owned(),
            "Reload the page and try again.".to_owned(),
        ),
    };
    Failure::new(Code::PickRefused, message, hint)
}

fn unreadable_page(error: &IdentifyError) -> Failure {
    match error {
        IdentifyError::TooManyNodes { .. }
        | IdentifyError::TooMuchText { .. }
        | IdentifyError::TooDeep { .. } => refused_pick(Refusal::TooLarge, ""),
        IdentifyError::Malformed { .. } | IdentifyError::Css(_) | IdentifyError::NotAnElement => {
            Failure::new(
                Code::ReportRefused,
                "The page reported something that is not a page.",
                "Reload the page and pick again.",
            )
        }
    }
}

#[cfg(test)]
mod tests;
