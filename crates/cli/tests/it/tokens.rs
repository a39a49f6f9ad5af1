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
            let read = stream.read(&mut request).unwrap_or_default();
            let request = String::from_utf8_lossy(&request[..read]).into_owned();
            let head = request.split("\r\n\r\n").next().unwrap_or_default();
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

    let mut said = String::new();
    let mut run = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        for name in ["FAR", "ECHO", "HEADER", "THEME"] {
            command.env(format!("WAYMARK_SECRET_{name}"), TOKEN);
        }
        let output = command.stdin(Stdio::null()).output().unwrap();
        said += &stderr(&output);
        said += &String::from_utf8_lossy(&output.stdout);
    };
    for target in ["Far", "Echo", "Header", "Theme"] {
        run(&["target", "test", "--shop", "kiln", target]);
        run(&["publish", "--shop", "kiln", "--target", target, "--json"]);
        run(&["publish", "--shop", "kiln", "--target", target, "--over", "0123456789abcdef"]);
    }
    // All others answer at once.
    run(&["target", "remove", "--shop", "kiln", "Far"]);
    run(&["publish", "--shop", "kiln"]);
    run(&["publish", "--shop", "kiln", "--target", "Theme", "--preview"]);
    run(&["preview", "discard", "--shop", "kiln"]);
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
    assert!(!said.contains(TOKEN), "{said}");
    let files = files_below(home.folder.path());
    for file in &files {
        assert!(!holds(file, TOKEN), "{}", file.display());
    }
    // What is looked through is what the commands left.
    assert!(files.iter().filter(|file| file.starts_with(&out)).count() >= 10, "{files:?}");
    assert!(files.iter().any(|file| holds(file, "kiln.myshopify.com")), "{files:?}");
}
