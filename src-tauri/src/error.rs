//! What can go wrong in the shell itself, and what a person reads about it. Errors of everything below come
//! from `waymark_app`, already in words.

use waymark_app::{Code, Failure};

use crate::platform::{Denied, LoadProblem, PlatformError};

/// An error of the shell.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// Tauri failed.
    #[error("the window system failed: {0}")]
    Tauri(#[from] tauri::Error),
    /// The web view failed.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The window was closed meanwhile.
    #[error("the window is gone")]
    WindowGone,
    /// The demo shop could not be started.
    #[error("the demo shop could not be started: {0}")]
    Demo(#[from] waymark_demo::DemoError),
    /// An address of our own is none.
    #[error("not an address: {0}")]
    Address(#[from] url::ParseError),
    /// The render worker cannot speak to whoever started it.
    #[error("the render worker cannot be heard: {0}")]
    Worker(std::io::Error),
    /// The use cases could not be set up.
    #[error(transparent)]
    App(#[from] waymark_app::AppError),
}

impl From<ShellError> for Failure {
    fn from(error: ShellError) -> Self {
        tracing::error!(%error, "a command failed in the shell");
        Self {
            code: Code::Internal,
            message: format!("Something went wrong in Waymark: {error}."),
            hint: "Try again; if it stays, restart Waymark. Your events are saved.".into(),
            retryable: true,
        }
    }
}

/// Why a page could not be loaded, in plain words.
#[must_use]
pub fn load_failure(address: &str, problem: &LoadProblem) -> Failure {
    let host = url::Url::parse(address).ok().and_then(|url| {
        let host = url.host_str()?;
        Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
    });
    let host = host.unwrap_or_else(|| address.to_owned());
    let (code, message, hint, retryable) = match problem {
        LoadProblem::HostUnknown => (
            Code::HostUnknown,
            format!("There is no site called {host}."),
            "Look for a typing mistake in the address, or check that you are online.",
            true,
        ),
        LoadProblem::ConnectionRefused => (
            Code::ConnectionRefused,
            format!("{host} refused the connection."),
            "The shop may be down just now. Check the address, or try again in a moment.",
            true,
        ),
        LoadProblem::CertificateInvalid => (
            Code::CertificateInvalid,
            format!(
                "The certificate of {host} is not valid, so nobody can tell whether it is really that shop."
            ),
            "Tell whoever runs the shop. If it has no secure connection, type its address with http://.",
            false,
        ),
        LoadProblem::Timeout => (
            Code::Timeout,
            format!("{host} did not answer in time."),
            "Try again. If it stays like this, the shop may be down or may block this network.",
            true,
        ),
        LoadProblem::NotHtml(media) => (
            Code::NotHtml,
            format!("This address is not a web page ({media})."),
            "Go back, or open one of the shop's pages.",
            false,
        ),
        LoadProblem::Other(words) => (
            Code::LoadFailed,
            format!("The page at {host} could not be loaded: {words}."),
            "Try again in a moment.",
            true,
        ),
    };
    Failure { code, message, hint: hint.into(), retryable }
}

/// What a page was denied, in plain words.
#[must_use]
pub fn denied(what: Denied) -> Failure {
    let (message, hint) = match what {
        Denied::Download => (
            "The shop wanted to save a file; Waymark does not download.",
            "Open the shop in your browser to download it.",
        ),
        Denied::Scheme => (
            "That link leads out of the web, to another program, so Waymark did not follow it.",
            "You can still pick the link and track clicks on it.",
        ),
    };
    Failure { code: Code::Unsupported, message: message.into(), hint: hint.into(), retryable: false }
}

/// The page's process died.
#[must_use]
pub fn crashed() -> Failure {
    Failure {
        code: Code::LoadFailed,
        message: "The shop's page stopped working.".into(),
        hint: "Reload it. Your events are saved.".into(),
        retryable: true,
    }
}

/// The page does not answer.
#[must_use]
pub fn page_silent() -> Failure {
    Failure {
        code: Code::Timeout,
        message: "The page does not answer.".into(),
        hint: "Wait until it has loaded, or reload it. Then check it again.".into(),
        retryable: true,
    }
}

/// The page was left before it had answered.
#[must_use]
pub fn page_left() -> Failure {
    Failure {
        code: Code::NotFound,
        message: "The page was left while it was being checked.".into(),
        hint: "Check the page that is shown now.".into(),
        retryable: true,
    }
}

/// Walks cannot be played on this system.
#[must_use]
pub fn plays_nothing() -> Failure {
    Failure {
        code: Code::Unsupported,
        message: "Waymark cannot use the mouse for you on this system yet.".into(),
        hint: "Do the walk again by hand in test mode: what fires is proven just the same.".into(),
        retryable: false,
    }
}
