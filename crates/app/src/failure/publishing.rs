//! What stands in the way of a publication, as a person reads it.

use std::path::Path;

use waymark_publish::{Obstacle, PublishError};

use super::{Code, Failure};
use crate::error::AppError;
use crate::vault::VaultError;

pub(super) fn secret_missing(target: &str, variable: &str) -> Failure {
    Failure::new(
        Code::SecretMissing,
        format!("Waymark does not have the token of {target}."),
        format!("Give it in the settings of this place, or in the environment variable {variable}."),
    )
}

pub(super) fn no_target(named: &str) -> Failure {
    Failure::new(
        Code::NotFound,
        format!("There is no place called {named:?} to publish to."),
        "Choose one that is in the list, or add it.",
    )
}

pub(super) fn no_targets() -> Failure {
    Failure::new(Code::NotFound, "There is no place to publish to yet.", "Add a place first.")
}

/// After a failure that leaves open what was done.
pub(super) const LOOK: &str = "Look what is live now, then try again.";

/// A server that leads on. It is not followed: the token would be shown to whoever is there.
fn elsewhere(address: &str, status: u16) -> Failure {
    Failure::new(
        Code::LoadFailed,
        format!("{address} leads to another address ({status}), which is not followed with the token."),
        "Give the address that takes the files itself; of a bucket at Amazon, the region that it is in.",
    )
}

/// A server that cannot for itself.
fn failing(address: &str, status: u16) -> Failure {
    if status == 507 {
        return Failure::passing(
            Code::LoadFailed,
            format!("{address} has no room left, so nothing was stored. What was live there still is."),
            "Make room on that server, then publish again.",
        );
    }
    Failure::passing(Code::LoadFailed, format!("{address} has trouble of its own ({status})."), LOOK)
}

pub(super) fn failure(error: &PublishError) -> Failure {
    match error {
        PublishError::NoFolder(path) => Failure::passing(
            Code::WriteFailed,
            format!("The folder {} is not there.", name(path)),
            "Is the drive connected? Waymark makes a new folder when a place is added, in one that is there.",
        ),
        PublishError::NotAFolder(path) => {
            Failure::new(Code::WriteFailed, format!("{} is not a folder.", name(path)), "Choose a folder.")
        }
        PublishError::NotWritable(path) => Failure::new(
            Code::WriteFailed,
            format!("You may not write to {}.", name(path)),
            "Choose another folder.",
        ),
        PublishError::DiskFull(_) => {
            Failure::passing(Code::WriteFailed, "The disk is full.", "Make some room, then try again.")
        }
        PublishError::FolderBusy(path) => Failure::passing(
            Code::WriteFailed,
            format!("Another program is publishing to {}.", name(path)),
            "Wait until it is done, then try again.",
        ),
        PublishError::Io { path, .. } => Failure::passing(
            Code::WriteFailed,
            format!("{} could not be written.", name(path)),
            "Choose another folder, or try again.",
        ),
        PublishError::Settings(why) => Failure::new(Code::Invalid, *why, "Mend the settings of this place."),
        PublishError::Site => Failure::new(
            Code::Invalid,
            "The shop's short name cannot be used in an address.",
            "Add the shop again under another short name.",
        ),
        PublishError::InsecureHttp { address } => Failure::new(
            Code::Invalid,
            format!("{address} is not encrypted: anybody on the way could read the token."),
            "Use an address that begins with https, or allow it in the settings of this place.",
        ),
        PublishError::Unreachable { address, cause: Obstacle::UnknownHost } => {
            Failure::new(Code::HostUnknown, format!("{address} does not exist."), "Check the address.")
        }
        PublishError::Unreachable { address, cause: Obstacle::Lost } => {
            Failure::passing(Code::ConnectionRefused, format!("The connection to {address} broke."), LOOK)
        }
        PublishError::Unreachable { address, .. } => Failure::passing(
            Code::ConnectionRefused,
            format!("{address} cannot be reached."),
            "Check the address and your connection, then try again.",
        ),
        PublishError::Tls { address } => Failure::new(
            Code::CertificateInvalid,
            format!("{address} has no certificate that this computer trusts."),
            "Have its certificate mended. One that your own authority signed is known to a place of the kind HTTP server, where that authority is given.",
        ),
        PublishError::TimedOut { address } => {
            Failure::passing(Code::Timeout, format!("{address} did not answer in time."), LOOK)
        }
        PublishError::Denied { address, .. } => Failure::new(
            Code::Denied,
            format!("{address} does not accept the token."),
            "Give the token again, and check that it may write there.",
        ),
        PublishError::NoSuchPlace { address } => Failure::new(
            Code::NotFound,
            format!(
                "{address} has no such place to write to: it was never made, is gone, or takes no files."
            ),
            "Check the address, or the name of the bucket or container, or make it again and publish.",
        ),
        PublishError::Throttled { address, .. } => {
            Failure::passing(Code::LoadFailed, format!("{address} asks to wait."), "Try again in a minute.")
        }
        PublishError::Failing { address, status } => failing(address, *status),
        PublishError::TooLarge(_) => Failure::new(
            Code::Invalid,
            "The config is larger than this place takes.",
            "Pause events that are not needed, or raise the limit there.",
        ),
        PublishError::Endless { address } => Failure::new(
            Code::LoadFailed,
            format!("What {address} sends is longer than any file of Waymark's."),
            "Check the address: it may not be a place that takes files.",
        ),
        PublishError::BadAnswer { address, status: status @ 300..400 } => elsewhere(address, *status),
        PublishError::BadAnswer { address, status } => Failure::new(
            Code::LoadFailed,
            format!("{address} answers in a way that makes no sense here ({status})."),
            "Check the address: it may not be a place that takes files.",
        ),
        PublishError::Changed { live } => {
            let who = live.as_ref().map(|live| format!("{} published revision {}", live.by, live.revision));
            meanwhile(&who.unwrap_or_else(|| "What was live was taken away".to_owned()))
        }
        PublishError::ConditionsIgnored => unguarded(),
        PublishError::Cached => cached(),
        PublishError::NotStored(_) => not_stored(),
        PublishError::Foreign { .. } => foreign(),
        PublishError::Cancelled => stopped(),
    }
}

pub(super) fn vault(error: VaultError) -> Failure {
    match error {
        VaultError::Locked => Failure::passing(
            Code::SecretMissing,
            "Your keyring is locked.",
            "Unlock it and try again, or give the token again for this session.",
        ),
        VaultError::Unreadable => Failure::new(
            Code::SecretMissing,
            "The token in your keyring cannot be read.",
            "Give the token again.",
        ),
    }
}

/// What stood in the way came after it was last looked.
pub(super) fn meanwhile(what: &str) -> Failure {
    conflict(&format!("{what} in the meantime"))
}

/// One publisher could overwrite another there.
fn unguarded() -> Failure {
    Failure::new(
        Code::Unsupported,
        "This place does not keep one publisher from overwriting another.",
        "Use a server or storage that honours If-Match and If-None-Match. Nothing was made live.",
    )
}

/// What was asked for may be live.
fn cached() -> Failure {
    Failure::passing(
        Code::LoadFailed,
        "It went out, but an older copy of what was live is given back.",
        "A cache lies between here and there, and visitors may have the new revision already. Look again in some minutes.",
    )
}

/// What is read is not what was written.
fn not_stored() -> Failure {
    Failure::new(
        Code::WriteFailed,
        "The place said it kept the files, but gives back others.",
        "Check what lies between here and there, such as a cache. What was live is live.",
    )
}

/// A file lies where Waymark's own belongs.
fn foreign() -> Failure {
    Failure::new(
        Code::Conflict,
        "A file is there that is not Waymark's. Nothing was overwritten.",
        "Another program or a newer Waymark wrote it. Look at it, then decide whether to publish over it.",
    )
}

pub(super) fn not_served(status: u16) -> Failure {
    Failure::passing(
        Code::LoadFailed,
        format!("The shop answers with an error ({status}) instead of its page."),
        "It may be closed, or keep programs out. Look at it in a browser.",
    )
}

/// What is live is not what was seen, or nobody said to have seen it.
pub(super) fn unseen(error: &AppError) -> Failure {
    match error {
        AppError::NotOurs { revision } => conflict(&format!("Somebody else published revision {revision}")),
        AppError::NotThatLive { named, live } => not_that_live(named, live.as_deref()),
        AppError::NotWaymarks => foreign(),
        _ => Failure::defect(),
    }
}

fn not_that_live(named: &str, live: Option<&str>) -> Failure {
    let instead = live.map_or_else(|| "nothing is".to_owned(), |revision| format!("revision {revision} is"));
    Failure::new(
        Code::Conflict,
        format!("Revision {named} is not live there: {instead}. Nothing was changed."),
        "Look at what is live now, then decide.",
    )
}

fn conflict(what: &str) -> Failure {
    Failure::new(
        Code::Conflict,
        format!("{what}. Nothing was overwritten."),
        "Look at what changed, then decide whether to publish over it.",
    )
}

pub(super) fn plan_changed() -> Failure {
    Failure::new(
        Code::PlanChanged,
        "The plan changed since you looked at it. Nothing was made live.",
        "Look at what would change now, then publish.",
    )
}

pub(super) fn stopped() -> Failure {
    Failure::passing(Code::Cancelled, "Stopped. What was live before is live.", "Publish again to go on.")
}

pub(super) fn token_of_other_shop(address: &str, site: &str) -> Failure {
    Failure::new(
        Code::Denied,
        format!("The token is not that of the shop called {site} at {address}."),
        format!("Give the token that waymark-host shop add {site} printed."),
    )
}

/// The last part of a path: enough to know it by.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
