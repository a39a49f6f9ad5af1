//! The review warns of a config that visitors would wait for, by what it weighs as they download it.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::Arc;

use serde_json::{Value, json};
use waymark_app::plans::{Import, parse_plan};
use waymark_app::publishing::Secret;
use waymark_app::vault::Vault;
use waymark_app::view::Review;
use waymark_model::{Place, PublicationTarget, Severity, TargetId};

use crate::support::Fixture;

/// Letters of text that gzip cannot make smaller than six bits each.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// So many events with 25 fixed texts of 100 letters each: about 1.9 KB as gzip makes them.
fn plan(events: usize) -> String {
    let mut state = 7_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(LETTERS[(state >> 58) as usize])
    };
    let mut text = || (0..100).map(|_| letter()).collect::<String>();
    let mut parameters = || -> Vec<Value> {
        let parameter =
            |number| json!({"name": format!("text_{number}"), "from": {"type": "literal", "value": text()}});
        (0..25).map(parameter).collect()
    };
    let event = |number| {
        json!({
            "id": format!("e{number}"), "name": format!("page_{number}"), "trigger": {"type": "page_view"},
            "where": {}, "parameters": parameters()
        })
    };
    let events: Vec<Value> = (0..events).map(event).collect();
    json!({
        "schema": 1, "shop": {"slug": "kiln", "url": "https://kiln.example/", "name": "Kiln"}, "events": events
    })
    .to_string()
}

async fn review(events: usize) -> Review {
    let www = tempfile::tempdir().unwrap();
    let mut fixture = Fixture::with_shop();
    let slug = fixture.slug();
    fixture.app.import_plan(&slug, parse_plan(&plan(events)).unwrap(), Import::Replace).unwrap();
    let place = Place::Folder { path: www.path().display().to_string(), public_url: None };
    let target = PublicationTarget { id: TargetId("t".into()), name: "Folder".into(), place };
    fixture.app.save_target(&slug, &target, Secret::AsKept).unwrap();
    let errand = fixture.app.errands(&slug, None, &Arc::new(Vault::default())).unwrap().remove(0);
    fixture.app.review(&slug, &errand.look().await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_config_of_more_than_64_kb_is_warned_of_and_published_all_the_same() {
    for (events, is_large) in [(30, false), (40, true)] {
        let shown = review(events).await;
        let bytes = shown.planned.as_ref().unwrap().bytes;
        assert_eq!(bytes > 64 * 1024, is_large, "{bytes}");
        let told = shown.findings.iter().find(|finding| finding.code == "config_large");
        assert_eq!(told.is_some(), is_large, "{bytes}: {:?}", shown.findings);
        if let Some(told) = told {
            assert_eq!(told.severity, Severity::Warning);
            assert!(told.message.contains(&format!("has {} KB", bytes / 1024)), "{}", told.message);
        }
    }
}
