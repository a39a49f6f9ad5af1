//! The tracking plan as one HTML page to print or to forward: style and pictures inside, no script, and a policy that lets
//! it load nothing. Texts of shop and people are escaped by the template engine, all of them.

mod view;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use sha2::{Digest, Sha256};
use waymark_model::{EventId, Millis, Plan};

use self::view::View;
use super::evidence::Evidence;
use super::{Loss, LossKind};
use crate::CompileError;

/// The engine escapes by the ending of this name.
const NAME: &str = "plan.html";
const TEMPLATE: &str = include_str!("page/plan.html");
const STYLE: &str = include_str!("page/plan.css");
/// Bytes of pictures that one page takes; a page that no mail takes is no help.
const MOST_PICTURES: usize = 12 << 20;

/// The page.
pub fn write(plan: &Plan, evidence: &Evidence, at: Millis) -> Result<(Vec<u8>, Vec<Loss>), CompileError> {
    // Browsers take the hash of a style after they made its line ends uniform.
    let style = STYLE.replace("\r\n", "\n");
    let hash = STANDARD.encode(Sha256::digest(&style));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    let (pictures, left_out) = sources(plan, evidence);
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template(NAME, TEMPLATE)?;
    let page = Page { policy, style, view: View::of(plan, evidence, &pictures, at) };
    let html = environment.get_template(NAME)?.render(Serde(page))?;
    Ok((html.into_bytes(), losses(left_out)))
}

#[derive(Serialize)]
struct Page {
    policy: String,
    style: String,
    #[serde(flatten)]
    view: View,
}

/// Pictures as addresses of their own content, and how many there was no room for.
fn sources<'a>(plan: &'a Plan, evidence: &Evidence) -> (BTreeMap<&'a EventId, String>, usize) {
    let (mut sources, mut bytes, mut left_out) = (BTreeMap::new(), 0, 0);
    for event in &plan.events {
        let Some(png) = evidence.pictures.get(&event.id) else { continue };
        if bytes + png.len() > MOST_PICTURES {
            left_out += 1;
            continue;
        }
        bytes += png.len();
        sources.insert(&event.id, format!("data:image/png;base64,{}", STANDARD.encode(png)));
    }
    (sources, left_out)
}

fn losses(left_out: usize) -> Vec<Loss> {
    let mut losses = vec![Loss::overall(
        LossKind::Missing,
        "what elements look like to Waymark",
        "Fingerprints, by which elements are found again after a change of the theme, travel in the JSON plan only.",
    )];
    if left_out > 0 {
        let why = format!("The page would be too large with {left_out} more; the first ones are in it.");
        losses.push(Loss::overall(LossKind::Missing, "some pictures", why));
    }
    losses
}
