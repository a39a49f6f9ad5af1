//! A token that was given is in no output and in no file that any command leaves, whatever a server sends back of it.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::common::{Home, stderr};

const TOKEN: &str = "sesame-5f0c1d";
/// The same as Azure has its keys: in base64.
const KEY: &str = "c2VzYW1lLTVmMGMxZA==";

/// A server that says all that it was told, in its status line, its headers and its body: of reads as a file, of writes
/// as a refusal. Counts how often it was told the token.
fn echo() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let told = Arc::new(AtomicUsize::default());
    let count = told.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = vec![0; 64 * 1024];
            // A form comes in a packet of its own.
            let mut read = stream.read(&mut request).unwrap_or_default();
            if request[..read].starts_with(b"POST") && request[..read].ends_with(b"\r\n\r\n") {
                read += stream.read(&mut request[read..]).unwrap_or_default();
            }
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let is_form = request.starts_with("POST") && request.contains("client_secret");
            let head = request.split("\r\n\r\n").next().unwrap_or_default();
            let head = if is_form { request.as_str() } else { head };
            count.fetch_add(usize::from(head.contains(TOKEN)), Ordering::Relaxed);
            let status = if head.starts_with("GET") { "200" } else { "403" };
            let answer = format!(
                "HTTP/1.1 {status} {TOKEN}\r\netag: \"{TOKEN}\"\r\nx-told: {TOKEN}\r\nretry-after: {TOKEN}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{head}",
                head.len()
            );
            // Whoever asked may have gone.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    (address, told)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

fn holds(file: &Path, text: &str) -> bool {
    std::fs::read(file).unwrap().windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn a_proxy_is_told_nothing_of_a_place_on_this_computer() {
    let home = Home::new();
    home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
    let ((place, asked), (proxy, told)) = (echo(), echo());
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Echo", "host", &place]);
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY"] {
        let mut command = home.command(&["target", "test", "--shop", "kiln", "Echo"]);
        command.env("WAYMARK_SECRET_ECHO", TOKEN).env(variable, &proxy).stdin(Stdio::null());
        command.env_remove("NO_PROXY").env_remove("no_proxy").output().unwrap();
    }
    assert!(asked.load(Ordering::Relaxed) >= 3, "the place itself was asked: {asked:?}");
    assert_eq!(told.load(Ordering::Relaxed), 0);
}

#[test]
fn the_token_is_in_no_output_and_no_file() {
    let home = Home::new();
    let plan = home.plan_file();
    home.ok(&["plan", "import", "--shop", "kiln", &plan]);
    let (address, told) = echo();
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Here", "folder", &home.path("www")]);
    // Nobody listens there, whatever is asked.
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Far", "host", "http://127.0.0.1:9"]);
    home.ok(&["target", "add", "--shop", "kiln", "--name", "Echo", "host", &address]);
    let header = ["--header", "x-key"];
    let add = ["target", "add", "--shop", "kiln", "--name", "Header", "http", &address];
    home.ok(&[&add[..], &header].concat());
    let theme = ["--name", "Theme", "theme", "kiln.myshopify.com", "--endpoint", &address];
    home.ok(&[&["target", "add", "--shop", "kiln"][..], &theme].concat());

    // Of these a server gets only what is made of the secret, but for the client's.
    let own = |name: &'static str| ["target", "add", "--shop", "kiln", "--name", name];
    let shop = ["theme", "kiln.myshopify.com", "--endpoint", &address];
    let bucket = ["s3", "kiln", "--region", "auto", "--access-key-id", "id", "--endpoint", &address];
    home.ok(&[&own("Bucket")[..], &bucket, &["--allow-http"]].concat());
    let azure = ["azure", "kiln", "www", "--endpoint", &address];
    home.ok(&[&own("Container")[..], &azure].concat());
    home.ok(&[&own("Sas")[..], &azure].concat());
    home.ok(&[&own("Client")[..], &shop, &["--client-id", "0a1b2c"]].concat());
    home.ok(&[&own("Access")[..], &shop, &["--theme-access"]].concat());

    let mut said = String::new();
    let mut run = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        for name in ["FAR", "ECHO", "HEADER", "THEME", "BUCKET", "CLIENT", "ACCESS"] {
            command.env(format!("WAYMARK_SECRET_{name}"), TOKEN);
        }
        command.env("WAYMARK_SECRET_CONTAINER", KEY);
        command.env("WAYMARK_SECRET_SAS", format!("sv=2023-11-03&sp=rw&sig={TOKEN}"));
        // What a crash would print.
        command.env("RUST_BACKTRACE", "1").env("RUST_LOG", "trace");
        let output = command.stdin(Stdio::null()).output().unwrap();
        said += &stderr(&output);
        said += &String::from_utf8_lossy(&output.stdout);
    };
    for target in ["Far", "Echo", "Header", "Theme", "Bucket", "Container", "Sas", "Client", "Access"] {
        run(&["target", "test", "--shop", "kiln", target]);
        run(&["publish", "--shop", "kiln", "--target", target, "--json"]);
        run(&["publish", "--shop", "kiln", "--target", target, "--over", "0123456789abcdef"]);
    }
    // All others answer at once.
    run(&["target", "remove", "--shop", "kiln", "Far"]);
    run(&["publish", "--shop", "kiln"]);
    for target in ["Theme", "Client", "Access"] {
        run(&["publish", "--shop", "kiln", "--target", target, "--preview"]);
        run(&["preview", "discard", "--shop", "kiln", "--target", target]);
        run(&["install", "remove", "--shop", "kiln", "--target", target]);
    }
    run(&["rollback", "--shop", "kiln"]);
    for command in ["status", "install check", "install guide", "target list", "plan export", "shop list"] {
        let words: Vec<&str> = command.split(' ').collect();
        let file: &[&str] = if command == "plan export" { &["-"] } else { &[] };
        let shop: &[&str] = if command == "shop list" { &[] } else { &["--shop", "kiln"] };
        run(&[&words[..], shop, file].concat());
        run(&[&words[..], shop, file, &["--json"]].concat());
    }
    let out = home.path("out");
    std::fs::create_dir(&out).unwrap();
    for format in ["files", "gtm", "pixel", "ga4", "csv", "markdown", "xlsx", "json"] {
        run(&["export", "--shop", "kiln", "--format", format, "--out", &out]);
    }

    assert!(said.contains("cannot be reached"), "it was asked with the token: {said}");
    assert!(told.load(Ordering::Relaxed) >= 10, "it was told the token: {told:?}");
    for secret in [TOKEN, KEY] {
        assert!(!said.contains(secret), "{said}");
    }
    let files = files_below(home.folder.path());
    for file in &files {
        assert!(!holds(file, TOKEN) && !holds(file, KEY), "{}", file.display());
    }
    // What is looked through is what the commands left.
    assert!(files.iter().filter(|file| file.starts_with(&out)).count() >= 10, "{files:?}");
    assert!(files.iter().any(|file| holds(file, "kiln.myshopify.com")), "{files:?}");
}
