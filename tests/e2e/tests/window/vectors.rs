//! The matcher's conformance vectors in WebKitGTK, those made of the drift corpus included; Chromium and `cargo test`
//! run the same ones.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use waymark_e2e::display::Display;
use waymark_e2e::session::{Launch, Session};
use waymark_e2e::shops::server::{Page, Server};
use waymark_e2e::{Error, Result, app, process};

use crate::block_on;

const RUN: &str = "
    const [source, groups, done] = arguments;
    (0, eval)(source);
    globalThis.runVectors(groups).then(done, (error) => done({ ran: 0, failures: [String(error)] }));";

#[test]
fn webkit_agrees_with_every_vector() {
    block_on(async {
        let logs = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let display = Display::start(logs.path()).await?;
        let session = Session::start(&display, &Launch::default(), logs.path()).await?;
        let blank = Server::start(BTreeMap::from([(
            "/".to_owned(),
            Page::html("<!doctype html><title>Blank</title>"),
        )]))
        .await?;
        let source = read(&repository().join("ui/page/dist/conformance.js"))?;
        let mut ran = 0;
        for (name, groups) in vectors()?.into_iter().chain(of_the_corpus()?) {
            session.client().goto(&blank.url("/")).await?;
            let expected = groups
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|group| group["cases"].as_array())
                .flatten()
                .count();
            let results = session.client().execute_async(RUN, vec![json!(source), groups]).await?;
            assert_eq!(results["failures"], json!([]), "{name}");
            assert_eq!(results["ran"], json!(expected), "{name}");
            ran += expected;
        }
        assert!(ran > 1_000, "only {ran} vectors were found");
        Ok(())
    });
}

/// The vectors made of the drift corpus, a page at a time: all at once is too much for one command of a driver. Pages
/// that WebKitGTK's parser makes another tree of are left to Chromium; there are few.
fn of_the_corpus() -> Result<Vec<(String, Value)>> {
    let said = process::output(Command::new(app::program("waymark-drift")?).arg("vectors"))?;
    let groups: Vec<Value> = serde_json::from_str(&said).map_err(Error::json("the corpus as vectors"))?;
    let (same, other): (Vec<Value>, Vec<Value>) =
        groups.into_iter().partition(|group| group["parsersDiffer"] == json!(false));
    assert!(other.len() * 20 < same.len(), "{} pages of {} are left out", other.len(), same.len());
    Ok(same.into_iter().map(|group| (group["name"].to_string(), json!([group]))).collect())
}

fn vectors() -> Result<Vec<(String, Value)>> {
    let folder = repository().join("tests/vectors");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(Error::file(&folder))? {
        let path = entry.map_err(Error::file(&folder))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let groups = serde_json::from_str(&read(&path)?).map_err(Error::json(&path.to_string_lossy()))?;
            files.push((path.to_string_lossy().into_owned(), groups));
        }
    }
    Ok(files)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(Error::file(path))
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
