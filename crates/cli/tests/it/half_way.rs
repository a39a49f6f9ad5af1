//! Publications that fail or are stopped half way, at a server that does one thing wrong: what is said of what is live, and
//! that the commands which are advised do what they say.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::common::{Home, json_of, stderr};

/// What goes wrong, once where it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    None,
    /// Nothing is taken.
    Refuses,
    /// The next pointer is kept, and neither that nor what it is then is told.
    KeepsAndFails,
    /// Before the next pointer somebody else's comes.
    Stranger,
    /// What is written waits for ever.
    Hangs,
}

#[derive(Debug)]
struct Files {
    by_path: BTreeMap<String, Bytes>,
    trouble: Trouble,
    /// So many reads of a pointer are refused.
    unread: u32,
    /// So many are, after a pointer that is kept and not told.
    unread_after: u32,
    /// A write came that hangs.
    is_hanging: bool,
}

type Shared = Arc<Mutex<Files>>;

fn tag_of(file: &[u8]) -> String {
    format!("\"{:x}\"", Sha256::digest(file))
}

async fn answer(
    State(files): State<Shared>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().to_owned();
    let is_pointer = path.ends_with("/current.json");
    let hangs = {
        let mut files = files.lock().unwrap();
        files.is_hanging |= method == Method::PUT && files.trouble == Trouble::Hangs;
        files.is_hanging && method == Method::PUT
    };
    if hangs {
        tokio::time::sleep(Duration::from_secs(600)).await;
    }
    let mut files = files.lock().unwrap();
    if method == Method::GET {
        if is_pointer && files.unread > 0 {
            files.unread -= 1;
            return StatusCode::FORBIDDEN.into_response();
        }
        return match files.by_path.get(&path) {
            Some(file) => ([(ETAG, tag_of(file))], file.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        };
    }
    if files.trouble == Trouble::Refuses {
        return StatusCode::FORBIDDEN.into_response();
    }
    if is_pointer && files.trouble == Trouble::Stranger {
        files.trouble = Trouble::None;
        let mut theirs: Value = serde_json::from_slice(&files.by_path[&path]).unwrap();
        theirs["revision"] = "cccccccccccccccc".into();
        theirs["sha256"] = "c".repeat(64).into();
        files.by_path.insert(path.clone(), theirs.to_string().into());
    }
    let there = files.by_path.get(&path).map(|file| tag_of(file));
    let is_met = match (headers.get(IF_MATCH), headers.get(IF_NONE_MATCH)) {
        (Some(wanted), _) => there.as_deref() == wanted.to_str().ok(),
        (None, Some(_)) => there.is_none(),
        (None, None) => true,
    };
    if !is_met {
        return StatusCode::PRECONDITION_FAILED.into_response();
    }
    let tag = tag_of(&body);
    files.by_path.insert(path, body);
    if is_pointer && files.trouble == Trouble::KeepsAndFails {
        files.trouble = Trouble::None;
        files.unread = files.unread_after;
        return StatusCode::FORBIDDEN.into_response();
    }
    (StatusCode::CREATED, [(ETAG, tag)]).into_response()
}

/// A server that takes files under any name.
pub struct Server {
    files: Shared,
    pub address: String,
}

impl Server {
    pub async fn start() -> Self {
        let files = Arc::new(Mutex::new(Files {
            by_path: BTreeMap::new(),
            trouble: Trouble::None,
            unread: 0,
            unread_after: 1,
            is_hanging: false,
        }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&files));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { files, address }
    }

    /// From now on the next pointer is kept, and that is not told.
    pub fn keeps_and_fails(&self) {
        self.files.lock().unwrap().trouble = Trouble::KeepsAndFails;
    }
}

/// A shop with two places at one server, of which the first has a first revision, and a changed plan.
struct Shop {
    home: Home,
    files: Shared,
}

/// A variable for each place's token.
const SECRETS: [(&str, &str); 2] = [("WAYMARK_SECRET_ONE", "a"), ("WAYMARK_SECRET_TWO", "b")];

impl Shop {
    async fn open() -> Self {
        let Server { files, address } = Server::start().await;
        let home = Home::new();
        home.ok(&["plan", "import", "--shop", "kiln", &home.plan_file()]);
        for name in ["One", "Two"] {
            let at = format!("{address}/{name}");
            home.ok(&["target", "add", "--shop", "kiln", "--name", name, "http", &at]);
        }
        let shop = Self { home, files };
        let first = shop.run(&["publish", "--shop", "kiln", "--target", "One"]);
        assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
        let plan = std::fs::read_to_string(shop.home.plan_file()).unwrap();
        let renamed = shop.home.path("renamed.json");
        std::fs::write(&renamed, plan.replace("add_to_cart", "cart_add")).unwrap();
        shop.home.ok(&["plan", "import", "--shop", "kiln", &renamed]);
        shop
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.home.command(arguments);
        command.envs(SECRETS).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn has(&self, trouble: Trouble) {
        self.files.lock().unwrap().trouble = trouble;
    }

    /// The marker of what is live at the first place.
    fn live(&self) -> String {
        let files = self.files.lock().unwrap();
        let pointer: Value = serde_json::from_slice(&files.by_path["/One/v1/kiln/current.json"]).unwrap();
        pointer["revision"].as_str().unwrap().to_owned()
    }

    /// Runs the command that is advised.
    fn does(&self, said: &str, what: &str) -> Output {
        self.home.advised(said, what).envs(SECRETS).output().unwrap()
    }
}

const TO_ONE: [&str; 5] = ["publish", "--shop", "kiln", "--target", "One"];

#[tokio::test(flavor = "multi_thread")]
async fn what_went_live_all_the_same_is_said_to_and_can_be_undone() {
    let shop = Shop::open().await;
    let first = shop.live();
    shop.has(Trouble::KeepsAndFails);
    let data = shop.home.path("data");
    let output = shop.run(&[&TO_ONE[..], &["--data", &data, "--json"]].concat());
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let told = json_of(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(
        (told[0]["outcome"].as_str(), told[0]["revision"].as_str()),
        (Some("published"), Some(shop.live().as_str()))
    );
    assert_ne!(shop.live(), first);
    assert!(said.contains("went live all the same") && !said.contains("To finish"), "{said}");
    let (why, advice) = (said.find("does not accept the token"), said.find("To undo"));
    assert!(why.is_some() && why < advice, "first why, then what to do: {said}");
    assert!(said.contains(&format!("--data='{data}'")), "{said}");
    let undone = shop.does(&said, "undo");
    assert_eq!(undone.status.code(), Some(0), "{}", stderr(&undone));
    assert_eq!(shop.live(), first);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_told_can_be_asked_again() {
    let shop = Shop::open().await;
    shop.has(Trouble::KeepsAndFails);
    let data = shop.home.path("data");
    shop.files.lock().unwrap().unread_after = 3;
    let output = shop.run(&[&TO_ONE[..], &["--data", &data]].concat());
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("what is live now cannot be told"), "{said}");
    shop.files.lock().unwrap().unread = 0;
    let asked = shop.does(&said, "ask again");
    let told = String::from_utf8(asked.stdout.clone()).unwrap();
    assert!(told.contains(&format!("One: revision {}", shop.live())), "{told}{}", stderr(&asked));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_live_already_and_cannot_be_put_back_is_told_as_failed() {
    let shop = Shop::open().await;
    let ok = shop.run(&TO_ONE);
    assert_eq!(ok.status.code(), Some(0), "{}", stderr(&ok));
    // Nothing but the pointer is left.
    let stays = |path: &String| !path.starts_with("/One/") || path.ends_with("/current.json");
    shop.files.lock().unwrap().by_path.retain(|path, _| stays(path));
    shop.has(Trouble::Refuses);
    let output = shop.run(&[&TO_ONE[..], &["--json"]].concat());
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let told = json_of(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(told[0]["outcome"], "failed", "{told}");
    assert!(!said.contains("went live all the same") && !said.contains("To undo"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_work_again_is_not_advised() {
    let shop = Shop::open().await;
    shop.has(Trouble::Refuses);
    let output = shop.run(&TO_ONE);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("does not accept the token") && said.contains("is live"), "{said}");
    assert!(!said.contains("To finish") && !said.contains("To undo"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_in_between_is_named_to_be_replaced() {
    let shop = Shop::open().await;
    shop.has(Trouble::Stranger);
    // The variable for any token is taken for nobody's here, and a place's own goes before it where one is named.
    let output = shop.command(&["publish", "--shop", "kiln"]).env("WAYMARK_SECRET", "c").output().unwrap();
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(shop.live(), "cccccccccccccccc", "nobody is overwritten");
    assert!(!said.contains("To finish") && !said.contains("--data="), "{said}");
    assert!(!said.contains("Unset WAYMARK_SECRET"), "{said}");
    // Both sides are shown, as the advice takes them for seen.
    let (theirs, ours) = (said.find("What they changed:"), said.rfind("What you would change:"));
    let advice = said.find("To replace it, having looked at it");
    assert!(theirs.is_some() && theirs < ours && ours < advice, "{said}");
    let replaced = shop.does(&said, "replace it, having looked at it");
    assert_eq!(replaced.status.code(), Some(0), "{}", stderr(&replaced));
    assert_ne!(shop.live(), "cccccccccccccccc");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_stops_and_says_what_is_live() {
    let shop = Shop::open().await;
    let first = shop.live();
    shop.has(Trouble::Hangs);
    let command = ["publish", "--shop", "kiln", "--json"];
    let child = shop.command(&command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while !shop.files.lock().unwrap().is_hanging {
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing was sent");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let signalled = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(signalled.success());
    let stopping = Instant::now();
    let output = child.wait_with_output().unwrap();
    assert!(stopping.elapsed() < Duration::from_secs(10), "{:?}", stopping.elapsed());
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    let told = json_of(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(told[0]["failure"]["code"], "cancelled");
    assert_eq!(
        (told[0]["outcome"].as_str(), told[1]["outcome"].as_str()),
        (Some("failed"), Some("not_started"))
    );
    assert!(said.contains(&format!("revision {first}")) && !said.contains("To undo"), "{said}");
    shop.has(Trouble::None);
    shop.files.lock().unwrap().is_hanging = false;
    let finished = shop.does(&said, "finish, or to try again");
    assert_eq!(finished.status.code(), Some(0), "{}", stderr(&finished));
    assert_ne!(shop.live(), first);
}
