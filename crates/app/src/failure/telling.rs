//! Why nobody could be told of an audit, in words. Quotes no server and no secret.

use waymark_tell::TellError;

use super::{Code, Failure};
use crate::telling::Way;

pub(super) fn failure(error: &TellError) -> Failure {
    match error {
        TellError::NotAnAddress => Failure::new(
            Code::Invalid,
            "The webhook's address is not a web address.",
            "Copy all of it from the service that gave it; it begins with https://.",
        ),
        TellError::Insecure => Failure::new(
            Code::Invalid,
            "Nothing is sent without encryption to another computer.",
            "Use an address with https://, or STARTTLS or TLS for e-mail.",
        ),
        TellError::Redirected => Failure::new(
            Code::LoadFailed,
            "The webhook sends on to another address, which is not followed.",
            "Copy the address again from the service that gave it.",
        ),
        TellError::Refused { status: status @ (400..=499) } if *status != 429 => Failure::new(
            Code::Denied,
            format!("The webhook does not take messages (status {status})."),
            "It may have been taken back. Make a new one and give its address.",
        ),
        TellError::Refused { status } => Failure::passing(
            Code::LoadFailed,
            format!("The webhook's server is in trouble (status {status})."),
            "Try again in some minutes.",
        ),
        TellError::Unreachable => Failure::passing(
            Code::ConnectionRefused,
            "The server that tells of audits cannot be reached.",
            "Check name and port, and that this computer is online.",
        ),
        TellError::Timeout => Failure::passing(
            Code::Timeout,
            "The server that tells of audits did not answer in time.",
            "Try again in a moment, and check the port: 587 for STARTTLS, 465 for TLS.",
        ),
        TellError::NotSecure => Failure::new(
            Code::CertificateInvalid,
            "There is no secure connection to the server that tells of audits.",
            "Its certificate is not trusted, or it wants another kind of encryption: STARTTLS (587) or TLS (465).",
        ),
        TellError::Mailbox { address } if address.is_empty() => {
            Failure::new(Code::Invalid, "Nobody is named who gets the e-mail.", "Add an address.")
        }
        TellError::Mailbox { address } => Failure::new(
            Code::Invalid,
            format!("{address} is not an e-mail address."),
            "Write it as name@example.com.",
        ),
        TellError::SignIn => Failure::new(
            Code::Denied,
            "The mail server does not accept name and password.",
            "Many services want a password made for apps instead of your own.",
        ),
        TellError::MailRefused { code: code @ 400..=499 } => Failure::passing(
            Code::LoadFailed,
            format!("The mail server does not take the message now ({code})."),
            "Try again in some minutes.",
        ),
        TellError::MailRefused { code } => Failure::new(
            Code::Denied,
            format!("The mail server refuses the message ({code})."),
            "Check from whom and to whom it goes: many servers send from their own addresses only.",
        ),
        TellError::NotUnderstood => Failure::new(
            Code::LoadFailed,
            "The server that tells of audits answers in a way that is not understood.",
            "Check its name and port.",
        ),
    }
}

pub(super) fn secret_missing(way: Way) -> Failure {
    let (what, variable) = match way {
        Way::Mail => ("the password of the mail account", "WAYMARK_SMTP_PASSWORD"),
        Way::Webhook | Way::Desktop => ("the address of the webhook", "WAYMARK_WEBHOOK"),
    };
    Failure::new(
        Code::SecretMissing,
        format!("Waymark does not have {what}."),
        format!("Give it in the schedule, or in the environment variable {variable}."),
    )
}

pub(super) fn no_such_way(way: Way) -> Failure {
    let what = match way {
        Way::Desktop => "No notification is",
        Way::Webhook => "No webhook is",
        Way::Mail => "No e-mail is",
    };
    Failure::new(Code::NotFound, format!("{what} set up for this shop."), "Set it up and save it first.")
}
