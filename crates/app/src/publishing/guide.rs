//! Installing by hand: what a person does, step by step, where Waymark may not write to the shop's pages. The texts of
//! a theme are `waymark_publish`'s; the steps around them are told here.

use waymark_model::{Place, PublicationTarget, ShopSlug};
use waymark_publish::shopify::{Paste, ShopDomain, guided_install};

use super::targets::script_of;
use crate::error::AppError;
use crate::state::App;
use crate::view::{Guide, GuideStep};

impl App {
    /// What a person does so that the shop's pages load what a target has. Refuses a plan that breaks a rule where the
    /// plan itself is pasted.
    pub fn guide(&self, shop: &ShopSlug, target: &PublicationTarget) -> Result<Guide, AppError> {
        if let Place::Theme { shop: domain, .. } = &target.place {
            let release = self.order(shop)?.release;
            let texts = guided_install(&ShopDomain::parse(domain)?, &release);
            let steps = vec![
                open_code(texts.themes_address),
                paste(
                    texts.asset,
                    "Add the script",
                    "Under Assets, add a file called waymark.js and put this into it in place of what is there. Do this again for every later revision.",
                    true,
                ),
                paste(
                    texts.snippet,
                    "Add the snippet",
                    "Under Snippets, add a file called waymark.liquid and put this into it in place of what is there.",
                    false,
                ),
                GuideStep {
                    before: Some(texts.before.to_owned()),
                    ..paste(
                        texts.layout,
                        "Put one line into the layout",
                        "Paste it on a line of its own before </head>, and save. Once is enough.",
                        false,
                    )
                },
            ];
            return Ok(Guide { steps, revision: Some(release.revision) });
        }
        let revision = self.published_last(shop, &target.id)?;
        let mut steps = Vec::new();
        if revision.is_none() {
            steps.push(step(
                "Publish first",
                format!("The line below loads what is published to {}; nothing is yet.", target.name),
            ));
        }
        steps.push(match script_of(shop, target) {
            Some(script) => GuideStep {
                text: Some(script),
                before: Some("</head>".to_owned()),
                ..step(
                    "Put one line into the shop’s pages",
                    "Paste it before </head> in the template that all pages share. Once is enough: later revisions come by themselves.".to_owned(),
                )
            },
            None => step(
                "Say where browsers get the files",
                format!("Edit {} and give the address at which browsers load what lies there.", target.name),
            ),
        });
        // Waymark's own host does so by itself.
        if !matches!(target.place, Place::Host { .. }) {
            steps.push(step(
                "Let the shop’s pages read the files",
                "Have what serves them send the header Access-Control-Allow-Origin: * with every file. In a bucket or a container that is a CORS rule for GET from every origin. Else browsers get nothing.".to_owned(),
            ));
        }
        if matches!(target.place, Place::Folder { .. }) {
            steps.push(step(
                "Let browsers ask for current.json again",
                "Have the web server send Cache-Control: max-age=60 with it. Without a word on that, browsers may keep an earlier revision for days.".to_owned(),
            ));
        }
        Ok(Guide { steps, revision })
    }
}

fn open_code(address: String) -> GuideStep {
    let how = "In Shopify’s admin, under Online Store > Themes, choose ... > Edit code at the theme.";
    GuideStep { address: Some(address), ..step("Open the theme’s code", how.to_owned()) }
}

fn paste(paste: Paste, title: &str, how: &str, is_repeated: bool) -> GuideStep {
    GuideStep {
        file: Some(paste.file.to_owned()),
        text: Some(paste.text),
        is_repeated,
        ..step(title, how.to_owned())
    }
}

fn step(title: &str, how: String) -> GuideStep {
    GuideStep {
        title: title.to_owned(),
        how,
        address: None,
        file: None,
        text: None,
        before: None,
        is_repeated: false,
    }
}
