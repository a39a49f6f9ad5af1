//! What stands in the way of a theme's publication, as a person reads it.

use waymark_publish::shopify::{LoaderError, ShopifyError};

use super::publishing::{LOOK, meanwhile, stopped};
use super::{Code, Failure};

pub(super) fn failure(error: &ShopifyError) -> Failure {
    let passing = |message: String| Failure::passing(Code::LoadFailed, message, LOOK);
    let denied = |message: &str, hint: &str| Failure::new(Code::Denied, message, hint);
    let said = |message: String, hint: &str| Failure::new(Code::WriteFailed, message, hint);
    match error {
        ShopifyError::NotAShop(_) | ShopifyError::NotLoopback => Failure::new(
            Code::Invalid,
            sentence(error),
            "Give the shop's permanent domain: name.myshopify.com.",
        ),
        ShopifyError::Client(_) => Failure::defect(),
        ShopifyError::Unreachable { host, .. } => Failure::passing(
            Code::ConnectionRefused,
            format!("{host} cannot be reached."),
            "Check your connection, then try again.",
        ),
        ShopifyError::TimedOut { host } => {
            Failure::passing(Code::Timeout, format!("{host} did not answer in time."), LOOK)
        }
        ShopifyError::Broken { host, .. } => passing(format!("The connection to {host} broke.")),
        ShopifyError::Unavailable { .. } => passing("Shopify has trouble of its own.".to_owned()),
        ShopifyError::AnswerLost(_) => {
            passing("It is not known whether Shopify did what it was asked.".to_owned())
        }
        ShopifyError::Throttled { .. } => {
            Failure::passing(Code::LoadFailed, "Shopify asks to wait.", "Try again in a minute.")
        }
        ShopifyError::StillCopying => Failure::passing(
            Code::LoadFailed,
            "Shopify has not finished copying the theme.",
            "Try again in some minutes; it goes on where it stopped.",
        ),
        ShopifyError::StillWriting => Failure::passing(
            Code::LoadFailed,
            "Shopify took the file, but has not finished writing it.",
            "Look in some minutes what is live, then try again.",
        ),
        ShopifyError::TokenRefused => denied(
            "Shopify does not accept the token.",
            "Give the token again; it may have ended or been taken back.",
        ),
        ShopifyError::AccessDenied { .. } | ShopifyError::PlanLimited => denied(
            "Shopify does not let Waymark write to themes.",
            "Give the app the scopes read_themes and write_themes, or install by hand: Waymark shows what to paste where.",
        ),
        ShopifyError::NoSuchShop(_) => Failure::new(
            Code::NotFound,
            sentence(error),
            "Give the shop's permanent domain: name.myshopify.com.",
        ),
        ShopifyError::ShopClosed { .. } => {
            denied("The shop is not open to apps now.", "Look into the shop's admin.")
        }
        ShopifyError::NoSuchTheme | ShopifyError::NoMainTheme => Failure::new(
            Code::NotFound,
            "The theme is not there any more.",
            "Choose another theme in the settings.",
        ),
        ShopifyError::CopyFailed => {
            said(sentence(error), "Publish to the live theme, or copy it in Shopify first.")
        }
        ShopifyError::NotAPreview => said(sentence(error), "Delete it in Shopify if it is not needed."),
        // It works, so only taking it out meets it.
        ShopifyError::Layout(LoaderError::ByHand) => said(
            "Somebody put the line that loads Waymark into the theme by hand. Waymark leaves it alone."
                .to_owned(),
            "Take the line that renders \"waymark\" out of layout/theme.liquid in Shopify's code editor, then try again.",
        ),
        ShopifyError::NotUnpublished => {
            said(sentence(error), "Choose a theme that visitors do not see, or a copy of the live one.")
        }
        ShopifyError::NoSuchFile(_) | ShopifyError::Layout(_) => said(
            sentence(error),
            "Install it by hand: Waymark shows what to paste where. The line may stand anywhere in layout/theme.liquid, \
             best right after content_for_header.",
        ),
        ShopifyError::FileRefused { file, .. } => {
            said(format!("Shopify does not take {file}."), "Look at the file in Shopify's code editor.")
        }
        ShopifyError::TooLarge { .. } => said(sentence(error), "Pause events that are not needed."),
        ShopifyError::Conflict { live, .. } => {
            let revision = live.as_ref().and_then(|live| live.revision.as_ref());
            let what = revision.map(|revision| format!("Somebody published revision {revision}"));
            meanwhile(&what.unwrap_or_else(|| "Somebody changed the theme".to_owned()))
        }
        ShopifyError::NotStored(_) => said(sentence(error), LOOK),
        ShopifyError::SnippetTaken(_) => {
            said(sentence(error), "Rename that snippet in Shopify's code editor.")
        }
        ShopifyError::AssetTaken(file) => said(
            format!("That theme has a file {file} that is not Waymark's. It was left as it is."),
            "Preview on a copy of your theme, or rename that file in Shopify's code editor.",
        ),
        ShopifyError::NothingPublished => {
            said("Nothing is published to this theme yet.".to_owned(), "Publish first.")
        }
        ShopifyError::Unfinished(error) => unfinished(error),
        ShopifyError::BadAnswer(_) => {
            said("Shopify answered in a way that Waymark does not understand.".to_owned(), LOOK)
        }
        ShopifyError::Cancelled => stopped(),
    }
}

/// An error's words as a sentence. A file's name keeps its letters.
fn sentence(error: &ShopifyError) -> String {
    let words = error.to_string();
    let is_file = words.split(' ').next().is_some_and(|first| first.contains('/'));
    let (first, rest) = words.split_at(usize::from(words.is_ascii() && !is_file));
    format!("{}{rest}.", first.to_uppercase())
}

/// What a theme has changed already: nothing of what is said of the cause may say otherwise.
fn unfinished(cause: &ShopifyError) -> Failure {
    let why = match cause {
        ShopifyError::Conflict { file, .. } => {
            format!("Somebody changed {file} in the meantime. Publish again: it goes on where it stopped.")
        }
        cause => {
            let failure = failure(cause);
            format!("{} {}", failure.message, failure.hint)
        }
    };
    Failure {
        code: Code::Unfinished,
        message: "Shopify took the new file, but what comes after that failed.".to_owned(),
        hint: why,
        retryable: cause.is_retryable(),
    }
}

/// What keeps Waymark in a theme: nothing is to be published, or put in by hand.
pub(super) fn not_taken_out(cause: &ShopifyError) -> Failure {
    let told = failure(cause);
    let hint = match cause {
        ShopifyError::Layout(LoaderError::ByHand) => return told,
        ShopifyError::Layout(_) => {
            "Take the line that renders \"waymark\", with its markers, out of layout/theme.liquid in Shopify's code editor, then try \
             again."
        }
        ShopifyError::AccessDenied { .. } | ShopifyError::PlanLimited => {
            "Give the app the scopes read_themes and write_themes, or take that line out of layout/theme.liquid in Shopify's code \
             editor."
        }
        ShopifyError::Conflict { .. } => "Look what is there now, then take it out.",
        _ => return told,
    };
    Failure { hint: hint.to_owned(), ..told }
}

/// Waymark is out of a theme in part.
pub(super) fn half_out(cause: &ShopifyError) -> Failure {
    let Failure { message, hint, .. } = not_taken_out(cause);
    Failure {
        code: Code::Unfinished,
        message: "Only a part of Waymark is out of the theme, and visitors may get nothing of it any more."
            .to_owned(),
        hint: format!("{message} {hint}"),
        retryable: cause.is_retryable(),
    }
}
