//! Addresses that do not lead to a page, in words.

use waymark_audit::{AuditError, CertificateProblem, SignatureProblem};

use super::{Code, Failure};

pub(super) fn failure(error: &AuditError) -> Failure {
    match error {
        AuditError::NotWeb(_) => Failure::new(
            Code::LoadFailed,
            "The shop sends visitors to something that is not a web page.",
            "Open the address in your browser and copy the address of the page you see.",
        ),
        AuditError::UnknownHost { host } => Failure::passing(
            Code::HostUnknown,
            format!("There is no site called {host}."),
            "Check the spelling, and that this computer is online.",
        ),
        AuditError::Refused { host } => Failure::passing(
            Code::ConnectionRefused,
            format!("{host} does not take connections."),
            "Check the address; if it is a test shop, check that it is running.",
        ),
        AuditError::Certificate { host, problem } => Failure::new(
            Code::CertificateInvalid,
            match problem {
                CertificateProblem::Untrusted => {
                    format!("The certificate of {host} is not one that this computer trusts.")
                }
                CertificateProblem::Expired => format!("The certificate of {host} is not valid today."),
                CertificateProblem::WrongHost => {
                    format!("The certificate of {host} belongs to another site.")
                }
                CertificateProblem::Other => format!("The certificate of {host} is not valid."),
            },
            match problem {
                CertificateProblem::Expired => {
                    "Check this computer's date, or ask whoever runs the shop to renew the certificate."
                }
                CertificateProblem::WrongHost => "Check the address, with and without www.",
                CertificateProblem::Untrusted | CertificateProblem::Other => {
                    "Ask whoever runs the shop. For a test shop of your own, type the address with http:// in front."
                }
            },
        ),
        AuditError::NoSecureConnection { host } => Failure::new(
            Code::CertificateInvalid,
            format!("{host} does not offer a secure connection."),
            "Type the address with http:// in front to open it without one.",
        ),
        AuditError::Timeout { host, seconds } => Failure::passing(
            Code::Timeout,
            match seconds {
                0 | 1 => format!("{host} did not answer in time."),
                seconds => format!("{host} did not answer within {seconds} seconds."),
            },
            "Try again in a moment, or check whether the shop opens in your browser.",
        ),
        AuditError::NotHtml { media_type } => Failure::new(
            Code::NotHtml,
            format!("This address leads to {}, not to a page.", in_words(media_type)),
            "Open the shop's home page instead.",
        ),
        AuditError::RedirectLoop { host } => Failure::new(
            Code::LoadFailed,
            format!("{host} sends visitors round in a circle."),
            "Check whether the shop opens in your browser, and copy the address from there.",
        ),
        AuditError::Malformed { host } => Failure::new(
            Code::LoadFailed,
            format!("{host} answers in a way that is not understood."),
            "Check whether the shop opens in your browser; if it does not, tell whoever runs it.",
        ),
        AuditError::TooSlow { host, .. } => Failure::passing(
            Code::Timeout,
            format!("{host} sends its page too slowly."),
            "Try again in a moment, or check whether the shop opens in your browser.",
        ),
        AuditError::Undecodable { host } => Failure::new(
            Code::LoadFailed,
            format!("What {host} sends is packed in a way that cannot be unpacked."),
            "Check whether the shop opens in your browser; if it does not, tell whoever runs it.",
        ),
        AuditError::Empty { host } => Failure::passing(
            Code::LoadFailed,
            format!("{host} answers with an empty page."),
            "Check whether the page shows something in your browser.",
        ),
        AuditError::Status { host, status } => Failure::passing(
            Code::LoadFailed,
            format!("{host} answers with an error (status {status})."),
            "Try again in a moment, or ask whoever runs the shop.",
        ),
        AuditError::LeftAlone { host } => Failure::passing(
            Code::LoadFailed,
            format!("{host} did not answer several times and was left alone for a while."),
            "Try again in some minutes.",
        ),
        AuditError::Signature(problem) => signature(problem),
        AuditError::Truncated { host, .. } | AuditError::Network { host, .. } => Failure::passing(
            Code::LoadFailed,
            format!("The connection to {host} broke off."),
            "Try again in a moment.",
        ),
        AuditError::Client(_) | AuditError::Template(_) | AuditError::Json(_) => Failure::defect(),
    }
}

fn signature(problem: &SignatureProblem) -> Failure {
    let message = match problem {
        SignatureProblem::Unknown(_) => "One of these headers is not part of a crawler's signature.",
        SignatureProblem::Lacking(_) => "The crawler's signature is not complete.",
        SignatureProblem::Value(_) => "One of these headers has characters that cannot be sent.",
    };
    Failure::new(
        Code::Invalid,
        message,
        "Copy Signature, Signature-Input and Signature-Agent from the shop's crawler access, each as it stands there.",
    )
}

fn in_words(media_type: &str) -> &str {
    match media_type {
        "application/pdf" => "a PDF file",
        "application/json" | "text/json" => "data for programs",
        "text/plain" => "a plain text",
        "application/zip" => "a ZIP file",
        "application/octet-stream" => "a download",
        other if other.starts_with("image/") => "a picture",
        other if other.starts_with("video/") => "a video",
        other if other.starts_with("audio/") => "a sound",
        other if other.ends_with("xml") => "data for programs",
        _ => "a file",
    }
}
