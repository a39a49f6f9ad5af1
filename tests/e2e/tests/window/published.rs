//! A published plan where visitors meet it: django-oscar with the one script tag in its template, in a plain Chromium.
//! All from the command line, as a marketer without a window or a pipeline does it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use waymark_e2e::app::program;
use waymark_e2e::host::Host;
use waymark_e2e::outside::{self, Act, Seen, Step, Visit};
use waymark_e2e::shops::oscar::Oscar;
use waymark_e2e::{Error, Result, process};

use crate::{block_on, text};

const SHOP: &str = "northwind";
const FOLDER: &str = "Own server";
const HOST: &str = "Waymark host";
const PRODUCT: &str = "/catalogue/harbor-tee_1/";

/// The shop, its owner's folder and an installation of Waymark.
struct Owner {
    folder: TempDir,
    shop: Oscar,
    host: Host,
    waymark: PathBuf,
}

impl Owner {
    async fn start() -> Result<Self> {
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        for part in ["templates/oscar", "files"] {
            let part = folder.path().join(part);
            std::fs::create_dir_all(&part).map_err(Error::file(part))?;
        }
        let shop = Oscar::start_with(folder.path(), Some(folder.path()))?;
        let host = Host::start(folder.path(), SHOP).await?;
        Ok(Self { folder, shop, host, waymark: program("waymark")? })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What `waymark` answers.
    fn waymark(&self, arguments: &[&str]) -> Result<Value> {
        let mut command = Command::new(&self.waymark);
        command.arg("--json").arg("--data").arg(self.path("data")).args(arguments);
        command.env("WAYMARK_SECRET_WAYMARK_HOST", &self.host.token);
        serde_json::from_str(&process::output(&mut command)?).map_err(Error::json("an answer of waymark"))
    }

    /// Visitors get nothing of what is live, and a script that asks is told by the exit code.
    fn expect_nothing(&self) {
        let refused = self.waymark(&["status", "--shop", SHOP]).err().map(|error| error.to_string());
        let told = refused.unwrap_or_default().replace(' ', "");
        assert!(told.contains("\"loads\":false"), "{told}");
    }

    fn take(&self, plan: &Value) -> Result {
        let file = self.path("plan.json");
        std::fs::write(&file, plan.to_string()).map_err(Error::file(&file))?;
        self.waymark(&["plan", "import", "--shop", SHOP, &file.display().to_string()]).map(drop)
    }

    /// Publishes to both places, or goes back at both; the revision that is live there then.
    fn make_live(&self, command: &str) -> Result<String> {
        let told = self.waymark(&[command, "--shop", SHOP])?;
        let revision = text(&told, "/0/revision").to_owned();
        assert_eq!((text(&told, "/1/revision"), revision.len()), (revision.as_str(), 16), "{told}");
        Ok(revision)
    }

    /// Puts the tag of a place, as `waymark` gives it, into the template that all pages of the shop share.
    fn put_tag(&self, place: &str) -> Result {
        let places = self.waymark(&["target", "list", "--shop", SHOP])?;
        let is_it = |view: &&Value| text(view, "/target/name") == place;
        let tag = places.as_array().and_then(|all| all.iter().find(is_it)).map(|view| text(view, "/script"));
        let head = format!(
            "{{% extends 'oscar/base.html' %}}{{% block extrahead %}}{{{{ block.super }}}}{}{{% endblock %}}",
            tag.unwrap_or_default()
        );
        let file = self.path("templates/oscar/base.html");
        std::fs::write(&file, head).map_err(Error::file(file))
    }

    /// The shop serves this revision, by its own page and by what a visitor's dataLayer gets of a category and a product.
    fn expect(&self, revision: &str, names: &[&str]) -> Result {
        let status = self.waymark(&["status", "--shop", SHOP])?;
        assert_eq!(text(&status, "/targets/0/serving/revision"), revision, "{status}");
        let click = |css: &str| Step { css: css.into(), act: Act::Click, value: None };
        let url = |page: &str| format!("{}{page}", self.shop.url());
        let visits = [
            ("/catalogue/", click(".side_categories a[href*=footwear]")),
            (PRODUCT, click("#add_to_basket_form button[type=submit]")),
            (PRODUCT, click("#write_review")),
        ]
        .map(|(page, step)| Visit { url: url(page), script: None, steps: vec![step], width: 1280 });
        let pushed: Vec<Value> = outside::visit(&visits)?.iter().flat_map(events).collect();
        let said: Vec<&str> = pushed.iter().map(|push| text(push, "/event")).collect();
        assert_eq!(said, names, "{pushed:?}");
        assert!(pushed.iter().all(|push| text(push, "/waymark/revision") == revision), "{pushed:?}");
        Ok(())
    }
}

/// What Waymark pushed.
fn events(seen: &Seen) -> Vec<Value> {
    assert!(seen.errors.is_empty(), "{:?}", seen.errors);
    seen.data_layer
        .iter()
        .map(|push| push.data.clone())
        .filter(|push| push.get("waymark").is_some())
        .collect()
}

fn event(id: &str, name: &str, css: &str, multiple: bool) -> Value {
    json!({
        "id": id, "name": name, "trigger": {"type": "click"},
        "target": {"selectors": [{"css": css}], "multiple": multiple},
        "parameters": [{"name": "label", "from": {"type": "element_text"}}],
        "stage": "MOFU", "phase": "consideration", "weight": 4
    })
}

fn plan(url: &str, events: &[Value]) -> Value {
    json!({ "schema": 1, "shop": {"slug": SHOP, "url": url, "name": "Northwind Goods"}, "events": events })
}

/// A container for Tag Manager sends each of these events, and no other, under its name to the property, when what a
/// visitor's dataLayer got of it is pushed.
fn expect_container(file: &Path, events: &[(&str, &str)], measurement_id: &str) -> Result {
    let json = std::fs::read_to_string(file).map_err(Error::file(file))?;
    let container: Value = serde_json::from_str(&json).map_err(Error::json("a container"))?;
    assert_eq!(container["exportFormatVersion"], 2);
    let all = |kind: &str| {
        let list = container["containerVersion"][kind].as_array().cloned();
        list.unwrap_or_default().into_iter()
    };
    let mut sent = Vec::new();
    for tag in all("tag").filter(|tag| tag["type"] == "gaawe") {
        let property = parameter(&tag, "measurementIdOverride").trim_matches(['{', '}']).to_owned();
        let property = all("variable").find(|variable| variable["name"] == property.as_str());
        assert_eq!(property.map(|it| parameter(&it, "value")).as_deref(), Some(measurement_id), "{tag}");
        let fired_by = all("trigger").find(|trigger| trigger["triggerId"] == tag["firingTriggerId"][0]);
        let fired_by = fired_by.unwrap_or_default();
        assert_eq!((text(&fired_by, "/type"), &tag["firingTriggerId"][1]), ("CUSTOM_EVENT", &Value::Null));
        let (heard, id) = (&fired_by["customEventFilter"][0], &fired_by["filter"][0]);
        assert_eq!(parameter(heard, "arg0"), "{{_event}}", "{fired_by}");
        assert_eq!(parameter(heard, "arg1"), parameter(&tag, "eventName"), "{fired_by}");
        sent.push((parameter(id, "arg1"), parameter(&tag, "eventName")));
    }
    let mut expected: Vec<_> =
        events.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
    sent.sort();
    expected.sort();
    assert_eq!(sent, expected);
    Ok(())
}

/// A parameter of something in a container; empty where it has none.
fn parameter(of: &Value, key: &str) -> String {
    let all = of["parameter"].as_array();
    let found = all.and_then(|all| all.iter().find(|parameter| parameter["key"] == key));
    found.map(|parameter| text(parameter, "/value").to_owned()).unwrap_or_default()
}

#[test]
fn published_files_run_on_a_shop_that_nobody_here_wrote() {
    block_on(async {
        let owner = Owner::start().await?;
        let url = owner.shop.url();
        let category = event("category", "category_chosen", ".side_categories ul a", true);
        let basket = event("basket", "add_to_basket", "#add_to_basket_form button[type=submit]", false);
        owner.take(&plan(url, &[category, basket]))?;
        let files = owner.path("files").display().to_string();
        let public = format!("{url}/files");
        let host = format!("http://{}", owner.host.address);
        owner.waymark(&[
            "target",
            "add",
            "--shop",
            SHOP,
            "--name",
            FOLDER,
            "folder",
            &files,
            "--public-url",
            &public,
        ])?;
        owner.waymark(&["target", "add", "--shop", SHOP, "--name", HOST, "host", &host])?;

        let first = owner.make_live("publish")?;
        owner.expect_nothing();
        owner.put_tag(FOLDER)?;
        owner.expect(&first, &["category_chosen", "add_to_basket"])?;
        let check = owner.waymark(&["install", "check", "--shop", SHOP, "--target", FOLDER])?;
        assert_eq!(text(&check, "/0/check/verdict"), "installed", "{check}");

        let basket = event("basket", "basket_filled", "#add_to_basket_form button[type=submit]", false);
        owner.take(&plan(url, &[basket, event("review", "review_begun", "#write_review", false)]))?;
        let second = owner.make_live("publish")?;
        assert_ne!(first, second);
        let names = ["category_chosen", "basket_filled", "review_begun"];
        owner.expect(&second, &names)?;
        // From another origin than the shop's.
        owner.put_tag(HOST)?;
        assert_eq!(owner.host.live().await?, second);
        owner.expect(&second, &names)?;

        assert_eq!(owner.make_live("rollback")?, first);
        owner.expect(&first, &["category_chosen", "add_to_basket"])?;

        let container = owner.path("container.json");
        let out = container.display().to_string();
        let id = "G-ABCD1234";
        let export = ["export", "--shop", SHOP, "--format", "gtm", "--out", &out, "--measurement-id", id];
        owner.waymark(&export)?;
        let ids = ["category", "basket", "review"];
        expect_container(&container, &ids.into_iter().zip(names).collect::<Vec<_>>(), id)
    });
}
