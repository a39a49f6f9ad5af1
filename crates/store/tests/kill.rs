//! Kills a process that is saving, a thousand times at random moments: nothing that it acknowledged is lost,
//! and the file is sound. The child is this same program.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test with a main of its own")]

mod common;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use common::{NOW, event, ready, slug};
use waymark_model::{Event, EventId, Shop};
use waymark_store::StoreError;

/// How often a process is killed.
const KILLS: u32 = 1_000;
/// A fresh database after so many, so that its making is hit too and checking it stays quick.
const KILLS_PER_DATABASE: u32 = 50;
/// Everything is looked at after so many kills, and recovered by the killed program's successors in between.
const KILLS_PER_CHECK: u32 = 5;
/// Present in the environment of the child: the database to save to.
const CHILD: &str = "WAYMARK_KILL_TEST_DATABASE";
/// Events that one child saves over and over.
const EVENTS_PER_CHILD: u64 = 7;

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let is_asked = |flag: &str| asked.iter().any(|argument| argument == flag);
    if let Some(database) = std::env::var_os(CHILD) {
        save_for_ever(&PathBuf::from(database));
    } else if is_asked("--list") {
        // Test runners ask what there is before they run it; nothing here is ignored.
        if !is_asked("--ignored") {
            println!("a_killed_program_keeps_what_it_acknowledged: test");
        }
    } else {
        kill_and_check();
    }
}

/// Saves events, new ones and new versions of them, and prints each after the store said that it is saved.
fn save_for_ever(database: &Path) -> ! {
    let mut store = ready(database);
    let shop = Shop { slug: slug(), url: "https://shop.example/".into(), name: "Shop".into() };
    match store.add_shop(&shop, &[], NOW) {
        Ok(()) | Err(StoreError::ShopTaken(_)) => {}
        Err(error) => panic!("{error}"),
    }
    let mut out = std::io::stdout().lock();
    for version in 0_u64.. {
        let id = format!("{}-{}", std::process::id(), version % EVENTS_PER_CHILD);
        let event = Event { description: version.to_string(), ..event(&id, "add_to_cart") };
        store.save_event(&slug(), (&event).into(), NOW).unwrap();
        writeln!(out, "{id} {version}").and_then(|()| out.flush()).unwrap();
    }
    unreachable!("2^64 events were saved")
}

fn kill_and_check() {
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64 | 1;
    println!("kill: {KILLS} kills, seed {seed}");
    let mut random = Random(seed);
    let started = Instant::now();
    let mut acknowledged = 0;
    for _ in 0..KILLS / KILLS_PER_DATABASE {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("waymark.db");
        let mut saved = BTreeMap::new();
        for kill in 0..KILLS_PER_DATABASE {
            let new = run_and_kill(&database, kill, &mut random);
            acknowledged += new.values().map(|run| run.count).sum::<u64>();
            saved.extend(new);
            if (kill + 1).is_multiple_of(KILLS_PER_CHECK) {
                check(&database, &saved);
            }
        }
        let connection = rusqlite::Connection::open(&database).unwrap();
        let verdict: String =
            connection.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
        assert_eq!(verdict, "ok");
    }
    println!("kill: {acknowledged} acknowledged saves kept, {:.1} s", started.elapsed().as_secs_f64());
}

/// The last version of an event that was acknowledged, and how many versions were.
struct Run {
    version: u64,
    count: u64,
}

/// What the child acknowledged until it was killed.
fn run_and_kill(database: &Path, kill: u32, random: &mut Random) -> BTreeMap<String, Run> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .env(CHILD, database)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut lines = String::new();
    // Most are killed while saving for sure, the others maybe while still opening.
    if !kill.is_multiple_of(4) {
        assert!(output.read_line(&mut lines).unwrap() > 0, "the child ended before it saved anything");
    }
    std::thread::sleep(Duration::from_micros(random.below(12_000)));
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert_ne!(status.code(), Some(101), "the child panicked instead of being killed");
    while output.read_line(&mut lines).unwrap() > 0 {}

    let mut runs: BTreeMap<String, Run> = BTreeMap::new();
    for line in lines.lines() {
        let (id, version) = line.split_once(' ').unwrap();
        let run = runs.entry(id.to_owned()).or_insert(Run { version: 0, count: 0 });
        run.version = version.parse().unwrap();
        run.count += 1;
    }
    runs
}

/// Opens the database as the next start would, and finds everything acknowledged in it, or a later version that
/// was saved but not acknowledged any more.
fn check(database: &Path, saved: &BTreeMap<String, Run>) {
    let store = ready(database);
    for (id, run) in saved {
        let event = store.event(&slug(), &EventId(id.clone())).unwrap();
        let version: u64 = event.description.parse().unwrap();
        assert!(version >= run.version, "{id}: version {} was acknowledged, {version} is there", run.version);
    }
}

/// Xorshift; good enough to choose moments.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}
