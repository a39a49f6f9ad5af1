//! E-mails by a server that does as it should, and by those that do not.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use secrecy::SecretString;
use waymark_tell::TellError;
use waymark_tell::mail::{MailAccount, MailSecurity, send};

use crate::support::smtp::{Manners, Smtp};
use crate::support::{message, soon};

const PASSWORD: &str = "s3cret-pass";

fn account(server: &Smtp, security: MailSecurity) -> MailAccount {
    MailAccount {
        server: "localhost".into(),
        port: server.address.port(),
        security,
        user: "mara".into(),
        from: "Waymark <waymark@agency.example>".into(),
        to: vec!["mara@agency.example".into(), "Tim <tim@agency.example>".into()],
    }
}

async fn sent(server: &Smtp, security: MailSecurity) -> Result<(), TellError> {
    let password = SecretString::from(PASSWORD);
    send(&account(server, security), Some(&password), &message(), Some(&server.pem), soon()).await
}

#[tokio::test]
async fn it_goes_encrypted_to_everybody_with_the_report_attached() {
    for (security, wrapped) in [(MailSecurity::Starttls, false), (MailSecurity::Tls, true)] {
        let server = Smtp::start(Manners { wrapped, starttls: !wrapped, ..Manners::default() }).await;
        sent(&server, security).await.unwrap();
        let heard = server.heard();
        let at = |what: &str| heard.iter().position(|line| line.contains(what)).unwrap_or(usize::MAX);
        assert!(at("--- secure") < at("AUTH PLAIN"), "{heard:?}");
        assert!(at("AUTH PLAIN") < at("Subject: 2 events stopped working on shop.example"), "{heard:?}");
        assert_eq!(server.times("RCPT TO"), 2);
        assert_ne!(at("audit-3.html"), usize::MAX, "the report is attached");
        assert_ne!(at("@agency.example>"), usize::MAX);
        assert!(!heard.iter().any(|line| line.contains("~/reports")), "no path where the report is attached");
    }
}

#[tokio::test]
async fn without_encryption_only_where_that_was_asked_for() {
    let server = Smtp::start(Manners::default()).await;
    assert_eq!(sent(&server, MailSecurity::Starttls).await, Err(TellError::NotSecure));
    assert_eq!(server.times("AUTH"), 0, "{:?}", server.heard());
    assert_eq!(sent(&server, MailSecurity::None).await, Ok(()));
}

#[tokio::test]
async fn a_server_nobody_vouches_for_is_told_nothing() {
    let server = Smtp::start(Manners { starttls: true, ..Manners::default() }).await;
    let password = SecretString::from(PASSWORD);
    let sent =
        send(&account(&server, MailSecurity::Starttls), Some(&password), &message(), None, soon()).await;
    assert_eq!(sent, Err(TellError::NotSecure));
    assert_eq!(server.times("AUTH"), 0);
}

#[tokio::test]
async fn what_a_server_refuses_is_told_by_its_number_alone() {
    for (command, answer, error, times) in [
        ("AUTH", "535 5.7.8 no s3cret-pass for you", TellError::SignIn, 1),
        ("RCPT", "550 5.1.1 no such mara@agency.example", TellError::MailRefused { code: 550 }, 1),
        ("RCPT", "450 4.2.0 greylisted", TellError::MailRefused { code: 450 }, 3),
        ("END", "552 too large", TellError::MailRefused { code: 552 }, 1),
        ("CONNECT", "554 go away", TellError::MailRefused { code: 554 }, 1),
        ("EHLO", "one two three", TellError::NotUnderstood, 1),
    ] {
        let says = vec![(command, answer, usize::MAX)];
        let server = Smtp::start(Manners { starttls: true, says, ..Manners::default() }).await;
        let failed = sent(&server, MailSecurity::Starttls).await.unwrap_err();
        assert_eq!(failed, error, "{command} {answer}");
        assert!(!format!("{failed} {failed:?}").contains("s3cret"), "{failed:?}");
        if command == "RCPT" {
            assert_eq!(server.times("MAIL"), times, "{answer}");
        }
    }
}

#[tokio::test]
async fn what_fails_for_a_moment_is_tried_again_and_comes_once() {
    let says = vec![("MAIL", "421 later", 1), ("CONNECT", "421 too many", 1)];
    let server = Smtp::start(Manners { starttls: true, says, ..Manners::default() }).await;
    assert_eq!(sent(&server, MailSecurity::Starttls).await, Ok(()));
    assert_eq!(server.times("DATA"), 1);
}

#[tokio::test]
async fn a_server_that_hangs_is_waited_for_once_and_not_for_long() {
    for hangs_at in ["CONNECT", "EHLO", "AUTH", "DATA", "END"] {
        let manners = Manners { starttls: true, hangs_at: Some(hangs_at), ..Manners::default() };
        let server = Smtp::start(manners).await;
        let began = std::time::Instant::now();
        assert_eq!(sent(&server, MailSecurity::Starttls).await, Err(TellError::Timeout), "{hangs_at}");
        assert!(began.elapsed().as_secs() < 2, "{hangs_at}");
        assert!(server.times("MAIL") <= 1, "it may have been taken: {:?}", server.heard());
    }
}

#[tokio::test]
async fn nobody_there_and_no_password_are_told_apart() {
    let server = Smtp::start(Manners { starttls: true, ..Manners::default() }).await;
    let account = account(&server, MailSecurity::Starttls);
    let sent = send(&account, None, &message(), Some(&server.pem), soon()).await;
    assert_eq!(sent, Err(TellError::SignIn));
    assert!(server.heard().is_empty());
    let closed = MailAccount { port: 1, ..account };
    let sent = send(&closed, Some(&PASSWORD.into()), &message(), Some(&server.pem), soon()).await;
    assert_eq!(sent, Err(TellError::Unreachable));
}
