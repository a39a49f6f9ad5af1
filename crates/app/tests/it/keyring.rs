//! A real Secret Service (gnome-keyring on a session bus of its own) that is locked first and opened later, while the
//! program that was given a secret goes on.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::ffi::OsStr;
use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret as _;
use waymark_app::vault::{SecretKept, SecretKey, Vault};
use waymark_model::ShopSlug;

/// Set in the program that this test starts itself as, on a bus of its own.
const INSIDE: &str = "WAYMARK_TEST_INSIDE";
const NAME: &str = "keyring::what_a_locked_keyring_did_not_take_it_takes_once_it_is_open";
const PASSWORD: &str = "password";
const UNLOCK: &str = "printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1";
const PATIENCE: Duration = Duration::from_secs(60);

#[test]
fn what_a_locked_keyring_did_not_take_it_takes_once_it_is_open() {
    if std::env::var_os(INSIDE).is_some() {
        inside();
        return;
    }
    let home = tempfile::tempdir().unwrap();
    // Each login has a folder of its own for its sockets: the keyring of the last one takes a while to end.
    let on_a_bus = |login: &str, program: &OsStr, arguments: &[&str]| {
        let run = home.path().join(login);
        fs::create_dir(&run).unwrap();
        fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).unwrap();
        let output = Command::new("dbus-run-session")
            .arg("--")
            .arg(program)
            .args(arguments)
            .env(INSIDE, "1")
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_RUNTIME_DIR", &run)
            .env_remove("DISPLAY")
            .output()
            .unwrap_or_else(|error| panic!("{error}; run cargo xtask setup"));
        let said =
            [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        assert!(output.status.success(), "{said}");
        said
    };
    // A first login makes the keyring; whoever comes next finds it locked.
    on_a_bus("first", "bash".as_ref(), &["-c", UNLOCK]);
    let said =
        on_a_bus("second", std::env::current_exe().unwrap().as_os_str(), &["--exact", NAME, "--nocapture"]);
    assert!(said.contains("1 passed"), "{said}");
}

fn inside() {
    let shop = ShopSlug("kiln.example".into());
    let (key, other) = (SecretKey::of_webhook(&shop), SecretKey::of_access(&shop, "kiln.example"));
    let vault = Vault::default();
    let read = |key: &SecretKey| {
        // Another program, as far as secrets go: it knows only what the keyring has.
        Vault::default().get(key).ok().flatten().map(|secret| secret.expose_secret().to_owned())
    };
    shell("gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1");

    assert_eq!(vault.keep(&key, "first".into()), SecretKept::SessionOfLocked);
    assert_eq!(vault.keep(&key, "given".into()), SecretKept::SessionOfLocked);
    assert_eq!(vault.keep(&other, "regretted".into()), SecretKept::SessionOfLocked);
    vault.forget(&other);
    unlock();
    assert_eq!(read(&key), None, "nobody has used it yet");

    assert_eq!(vault.get(&key).unwrap().unwrap().expose_secret(), "given");
    let begun = Instant::now();
    while read(&key).as_deref() != Some("given") {
        assert!(begun.elapsed() < PATIENCE, "it was not put away");
        thread::sleep(Duration::from_millis(50));
    }
    assert!(vault.get(&other).unwrap().is_none());
    assert_eq!(read(&other), None);
}

/// What a login does, by the protocol of gnome-keyring's control socket (daemon/control/gkd-control-codes.h): a byte that
/// carries who asks, then length, operation 1, and the password with its length; lengths are 32 bits, the highest first.
fn unlock() {
    let folder = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR").unwrap());
    let mut socket = UnixStream::connect(folder.join("keyring/control")).unwrap();
    socket.write_all(&[0]).unwrap();
    let length = u32::try_from(PASSWORD.len()).unwrap();
    let words = [12 + length, 1, length].map(u32::to_be_bytes).concat();
    socket.write_all(&[&words, PASSWORD.as_bytes()].concat()).unwrap();
    let mut answer = [0; 8];
    socket.read_exact(&mut answer).unwrap();
    assert_eq!(answer, [0, 0, 0, 8, 0, 0, 0, 0], "it did not open");
}

fn shell(line: &str) {
    assert!(Command::new("bash").args(["-c", line]).status().unwrap().success(), "{line}");
}
