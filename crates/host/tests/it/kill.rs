//! Kills the program in the middle of publishing, again and again: what it acknowledged is there, what is live is
//! whole, and the next publication goes through.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use reqwest::{Client, StatusCode};
use serde_json::Value;

use crate::common::program::{Program, run};
use crate::common::{pointer, sha256, tag};

const KILLS: u64 = 100;
/// Within this time it is killed where a publication takes no longer than a third of it.
const SHORTEST: Duration = Duration::from_millis(60);
/// A host lives no longer.
const LONGEST: Duration = Duration::from_secs(4);

struct Publisher {
    client: Client,
    token: String,
    base: String,
}

impl Publisher {
    /// PUT; nothing when the host died on it.
    async fn put(&self, name: &str, condition: (&str, &str), body: &[u8]) -> Option<reqwest::Response> {
        let request = self.client.put(format!("{}/{name}", self.base)).bearer_auth(&self.token);
        request.header(condition.0, condition.1).body(body.to_vec()).send().await.ok()
    }

    async fn read(&self, name: &str) -> Option<(StatusCode, String, Vec<u8>)> {
        let answer = self.client.get(format!("{}/{name}", self.base)).send().await.ok()?;
        let (status, tag) = (answer.status(), tag(&answer));
        Some((status, tag, answer.bytes().await.ok()?.to_vec()))
    }

    /// Publishes one revision; nothing when the host died on it, otherwise the pointer that was acknowledged.
    async fn publish(&self, revision: u64) -> Option<Vec<u8>> {
        let (config, runtime) = contents(revision);
        let (config_name, runtime_name) = (sha256(&config), format!("{}.js", sha256(&runtime)));
        for (name, body) in [(&*format!("{config_name}.json"), &config), (&*runtime_name, &runtime)] {
            let status = self.put(name, ("if-none-match", "*"), body.as_bytes()).await?.status();
            assert!(status == StatusCode::CREATED || status == StatusCode::PRECONDITION_FAILED, "{status}");
        }
        let document = pointer(&config_name, &runtime_name);
        let (status, tag, _) = self.read("current.json").await?;
        let condition = if status == StatusCode::OK { ("if-match", &*tag) } else { ("if-none-match", "*") };
        let swapped = self.put("current.json", condition, &document).await?;
        assert!(swapped.status().is_success(), "{}", swapped.status());
        Some(document)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_host_keeps_what_it_acknowledged_and_half_of_nothing() {
    let mut random = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64 | 1;
    println!("seed {random}");
    let folder = tempfile::tempdir().unwrap();
    let token = String::from_utf8(run(folder.path(), &["shop", "add", "kiln"]).stdout).unwrap();
    let token = token.trim().to_owned();
    let mut acknowledged: Option<Vec<u8>> = None;
    let (mut revision, mut count) = (0, 0);
    let mut within = SHORTEST;
    for _ in 0..KILLS {
        let mut host = Program::serve(folder.path(), &["--writes-per-minute", "100000"]);
        let publisher = Publisher {
            client: Client::builder().timeout(Duration::from_secs(20)).build().unwrap(),
            token: token.clone(),
            base: format!("http://{}/v1/kiln", host.address),
        };
        let live = whole(&publisher).await;
        // The last one may have been stored and not acknowledged any more; nothing older may be live.
        if let Some(acknowledged) = &acknowledged {
            let live = live.as_ref().unwrap();
            assert!(live == acknowledged || *live == pointer_of(revision), "an older revision is live");
        }
        // What was read counts as acknowledged as well.
        acknowledged = live;
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let moment = Duration::from_micros(random % (within.as_micros() as u64));
        let killing = std::thread::spawn(move || {
            std::thread::sleep(moment);
            host.child.kill().unwrap();
            host.child.wait().unwrap();
        });
        loop {
            revision += 1;
            let begun = Instant::now();
            match publisher.publish(revision).await {
                Some(document) => {
                    if count == 0 {
                        within = (begun.elapsed() * 3).max(SHORTEST);
                    }
                    count += 1;
                    acknowledged = Some(document);
                }
                None => break,
            }
        }
        killing.join().unwrap();
        // A slow machine publishes nothing within the time that a fast one takes for many.
        if count == 0 {
            within = (within * 2).min(LONGEST);
        }
    }
    println!("{count} publications acknowledged");
    assert!(count > 0, "nothing was ever published between two kills");
    let connection = rusqlite::Connection::open(folder.path().join("host.db")).unwrap();
    let verdict: String = connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
}

/// Config and runtime of a revision; large enough that a write is no single page.
fn contents(revision: u64) -> (String, String) {
    let filler = format!("{revision:x} ").repeat(20_000);
    (format!("{{\"revision\":{revision},\"filler\":\"{filler}\"}}"), format!("run({revision})"))
}

fn pointer_of(revision: u64) -> Vec<u8> {
    let (config, runtime) = contents(revision);
    pointer(&sha256(config), &format!("{}.js", sha256(runtime)))
}

/// The live pointer, if there is one; what it names is there and is what the names say.
async fn whole(publisher: &Publisher) -> Option<Vec<u8>> {
    let (status, _, document) = publisher.read("current.json").await.unwrap();
    if status == StatusCode::NOT_FOUND {
        return None;
    }
    let live: Value = serde_json::from_slice(&document).unwrap();
    let config = live["sha256"].as_str().unwrap();
    let runtime = live["runtime"].as_str().unwrap();
    for (name, hash) in [(&*format!("{config}.json"), config), (runtime, runtime.trim_end_matches(".js"))] {
        let (status, _, body) = publisher.read(name).await.unwrap();
        assert_eq!(status, StatusCode::OK);
        assert_eq!(sha256(body), hash);
    }
    Some(document)
}
