//! Cases of the demo shop's two editions: the same shop before and after a redesign. It is our own, so it trains
//! and guards, and is never counted: its sets begin with `made`.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use waymark_app::evaluating::Case;
use waymark_demo::{Edition, serve};

use crate::error::{Error, Result};

/// An element of the demo shop, as its `TRUTH.json` has it.
#[derive(Deserialize)]
struct Row {
    page: String,
    today: Option<String>,
    redesign: Option<String>,
    #[serde(default)]
    needs: Option<String>,
}

impl Row {
    fn css(&self, edition: Edition) -> Option<&str> {
        match edition {
            Edition::Today => self.today.as_deref(),
            Edition::Redesign => self.redesign.as_deref(),
        }
    }

    /// It is on the page as the server sends it.
    fn is_static(&self) -> bool {
        let is_inner = |css: &Option<String>| css.as_ref().is_some_and(|css| css.contains(">>>"));
        self.needs.is_none() && !is_inner(&self.today) && !is_inner(&self.redesign)
    }
}

/// Fetches the pages of both editions into a folder and returns their cases.
pub fn cases(folder: &Path) -> Result<Vec<Case>> {
    let file = "TRUTH.json of the demo shop";
    let rows: Vec<Row> = serde_json::from_str(include_str!("../../../../crates/demo/TRUTH.json"))
        .map_err(Error::json(file))?;
    let rows: Vec<Row> = rows.into_iter().filter(Row::is_static).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let fetched = runtime.map_err(Error::file("a runtime"))?.block_on(fetch(&rows, folder));
    fetched?;
    let mut cases = Vec::new();
    for (from, to) in [(Edition::Today, Edition::Redesign), (Edition::Redesign, Edition::Today)] {
        for row in &rows {
            let Some(element) = row.css(from) else { continue };
            let case = Case {
                old: file_of(folder, from, &row.page),
                element: element.to_owned(),
                new: file_of(folder, to, &row.page),
                ..Case::default()
            };
            let Some(accept) = row.css(to) else {
                cases.push(Case { set: "made/redesign/gone".to_owned(), ..case });
                continue;
            };
            let accept = vec![accept.to_owned()];
            let deleted =
                Case { set: "made/redesign/deleted".to_owned(), delete: accept.clone(), ..case.clone() };
            cases.push(deleted);
            cases.push(Case { set: "made/redesign".to_owned(), accept, ..case });
        }
    }
    Ok(cases)
}

fn file_of(folder: &Path, edition: Edition, page: &str) -> PathBuf {
    let name = page.trim_matches('/').replace('/', "-");
    let name = if name.is_empty() { "home" } else { &name };
    folder.join(format!("made/demo/{edition:?}/{name}.html"))
}

async fn fetch(rows: &[Row], folder: &Path) -> Result {
    for edition in [Edition::Today, Edition::Redesign] {
        let shop = serve(None, edition).await.map_err(|error| Error::Browser(error.to_string()))?;
        let client = reqwest::Client::builder().no_proxy().build().map_err(|error| unreachable(&error))?;
        for row in rows {
            let file = file_of(folder, edition, &row.page);
            let address = format!("{}{}", shop.url().trim_end_matches('/'), row.page);
            let html = client
                .get(address)
                .send()
                .await
                .map_err(|error| unreachable(&error))?
                .text()
                .await
                .map_err(|error| unreachable(&error))?;
            let parent = file.parent().unwrap_or(folder);
            std::fs::create_dir_all(parent).map_err(Error::file(parent))?;
            std::fs::write(&file, html).map_err(Error::file(&file))?;
        }
        shop.stop().await;
    }
    Ok(())
}

fn unreachable(error: &reqwest::Error) -> Error {
    Error::Browser(error.to_string())
}
