//! Secrets in a real Secret Service (gnome-keyring on a session bus of its own): kept, locked, and not there at all.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};

use tempfile::TempDir;

use crate::common::PLAN;
use crate::half_way::Server;

const TOKEN: &str = "sesame-77ab01";

/// Folders and environment of a person who has never logged in.
struct Person {
    home: TempDir,
}

impl Person {
    fn new() -> Self {
        let person = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir(person.path("run")).unwrap();
        fs::set_permissions(person.path("run"), fs::Permissions::from_mode(0o700)).unwrap();
        let added = person.waymark("shop add https://kiln.example");
        assert!(added.status.success(), "{}", said(&added));
        person
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A command without any session bus.
    fn waymark(&self, arguments: &str) -> Output {
        self.shell(&format!("$WAYMARK {arguments}"), false)
    }

    /// Lines of a shell; on a session bus of their own or on none.
    fn shell(&self, lines: &str, has_bus: bool) -> Output {
        let mut command = Command::new("timeout");
        command.arg("60");
        if has_bus {
            command.args(["dbus-run-session", "--"]);
        }
        command
            .args(["bash", "-c", lines])
            .env("WAYMARK", env!("CARGO_BIN_EXE_waymark"))
            .env("WAYMARK_DATA", self.path("waymark"))
            .env("HOME", self.home.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("XDG_RUNTIME_DIR", self.path("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env_remove("DISPLAY");
        command.output().unwrap_or_else(|error| panic!("{error}; run cargo xtask setup"))
    }

    /// No file of this person has the token in it.
    fn keeps_no_token(&self) {
        let mut folders = vec![self.home.path().to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(&folder) {
                // The keyring's own program clears up behind itself, and what is gone keeps nothing.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                entries => entries.unwrap(),
            };
            for path in entries.map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = fs::read(&path) {
                    let is_there = bytes.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes());
                    assert!(!is_there, "{}", path.display());
                }
            }
        }
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// A host that says "unauthorized" and tells what it was asked.
fn host() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap();
            stream
                .write_all(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                .unwrap();
            if tell.send(String::from_utf8_lossy(&request[..read]).into_owned()).is_err() {
                return;
            }
        }
    });
    (address, told)
}

fn add(address: &str) -> String {
    format!(
        "printf {TOKEN} | $WAYMARK target add --shop kiln.example --name Host --secret-from-stdin host {address}"
    )
}

const UNLOCK: &str = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
const TEST: &str = "$WAYMARK target test --shop kiln.example host";

#[test]
fn a_secret_lasts_in_the_keyring_and_lies_nowhere_else() {
    let (person, (address, asked)) = (Person::new(), host());
    let added = person.shell(&format!("{UNLOCK}\n{}", add(&address)), true);
    assert!(added.status.success() && !said(&added).contains("keyring"), "{}", said(&added));

    let tested = person.shell(&format!("{UNLOCK}\n{TEST}"), true);
    assert!(said(&tested).contains("does not accept the token"), "{}", said(&tested));
    assert!(asked.recv().unwrap().contains(TOKEN));
    assert!(!said(&tested).contains(TOKEN) && !said(&added).contains(TOKEN));
    person.keeps_no_token();

    let locked = person
        .shell(&format!("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n{TEST}"), true);
    assert!(said(&locked).contains("Your keyring is locked."), "{}", said(&locked));
    assert!(asked.try_recv().is_err(), "nothing was asked without the token");

    let add = add(&address).replace("--name Host", "--name Other");
    let lines = format!("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1\n{add}");
    let unkept = person.shell(&lines, true);
    assert!(unkept.status.success(), "{}", said(&unkept));
    assert!(said(&unkept).contains("Your keyring is locked and did not take the token"), "{}", said(&unkept));
}

#[test]
fn nothing_on_standard_input_is_no_secret() {
    let person = Person::new();
    for nothing in ["printf ''", "printf ' \\n'"] {
        let lines = add("http://127.0.0.1:9").replace(&format!("printf {TOKEN}"), nothing);
        let added = person.shell(&lines, false);
        assert_eq!(added.status.code(), Some(64), "{}", said(&added));
        assert!(said(&added).contains("no token on standard input"), "{}", said(&added));
    }
    let listed = person.waymark("target list --shop kiln.example");
    assert!(listed.status.success() && said(&listed).is_empty(), "nothing was added: {}", said(&listed));
}

#[test]
fn without_a_keyring_the_token_is_asked_for_each_time() {
    let (person, (address, asked)) = (Person::new(), host());
    let added = person.shell(&add(&address), false);
    assert!(added.status.success());
    assert!(said(&added).contains("There is no keyring that takes the token"), "{}", said(&added));
    let tested = person.shell(TEST, false);
    assert!(said(&tested).contains("WAYMARK_SECRET_HOST"), "{}", said(&tested));
    let given = person.shell(&format!("WAYMARK_SECRET_HOST={TOKEN} {TEST}"), false);
    assert!(said(&given).contains("does not accept the token"), "{}", said(&given));
    assert!(asked.recv().unwrap().contains(TOKEN));
}

#[test]
fn a_webhook_lasts_in_the_keyring_and_lies_nowhere_else() {
    let (person, (address, asked)) = (Person::new(), host());
    let on = format!(
        "printf {address}/{TOKEN} | $WAYMARK audit tell webhook --shop kiln.example on --secret-from-stdin"
    );
    let test = "$WAYMARK audit tell test --shop kiln.example; $WAYMARK audit schedule --shop kiln.example";
    let told = person.shell(&format!("{UNLOCK}\n{on}\n{test}"), true);
    assert!(said(&told).contains("The webhook does not take messages (status 401)."), "{}", said(&told));
    assert!(asked.recv().unwrap().starts_with(&format!("POST /{TOKEN} ")));
    let again = person.shell(&format!("{UNLOCK}\n{test}"), true);
    assert!(asked.recv().unwrap().contains(TOKEN), "it is still known: {}", said(&again));
    assert!(!said(&told).contains(TOKEN) && !said(&again).contains(TOKEN));
    person.keeps_no_token();

    let without = person.shell(&format!("{on}\n{test}"), false);
    assert!(said(&without).contains("give it in WAYMARK_WEBHOOK each time"), "{}", said(&without));
    assert!(
        said(&without).contains("Waymark does not have the address of the webhook."),
        "{}",
        said(&without)
    );
    assert!(asked.try_recv().is_err(), "nobody was told without the address");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_is_in_the_keyring_is_not_advised_away_for_another() {
    let (person, server) = (Person::new(), Server::start().await);
    let publish = "$WAYMARK publish --shop kiln.example";
    let plan = |name: &str| {
        fs::write(person.path("plan.json"), PLAN.replace("add_to_cart", name)).unwrap();
        format!("$WAYMARK plan import --shop kiln.example {}", person.path("plan.json").display())
    };
    let add = |name: &str| {
        let add =
            add(&format!("{}/{name}", server.address)).replace("--name Host", &format!("--name {name}"));
        add.replace("host http", "http http")
    };
    let lines = [UNLOCK.to_owned(), plan("first"), add("One"), add("Two"), publish.to_owned()];
    let first = person.shell(&lines.join("\n"), true);
    assert!(first.status.success(), "{}", said(&first));
    // Where both are meant it is nobody's, and where one is named it goes before the keyring's.
    server.keeps_and_fails();
    let lines = [UNLOCK.to_owned(), plan("second"), format!("WAYMARK_SECRET=other {publish}")];
    let failed = said(&person.shell(&lines.join("\n"), true));
    let (undo, unset) =
        (failed.find("To undo"), failed.find("Unset WAYMARK_SECRET before, unless it is for One"));
    assert!(undo.is_some() && undo < unset, "{failed}");
    assert!(!failed.contains("unless it is for Two"), "nothing is advised there: {failed}");
}
