//! What axe-core finds in the panel. The driver puts it in, so that the panel's policy stays as strict as it ships.

use std::path::Path;

use super::Panel;
use crate::app::Pane;
use crate::error::{Error, Result};
use crate::page;

/// Where npm puts it.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../node_modules/axe-core/axe.min.js");

/// What moves is looked at when it stands still, as what fades in has too little contrast meanwhile.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    Promise.allSettled(document.getAnimations().filter((each) => each.effect?.getTiming().iterations !== Infinity)
        .map((each) => each.finished))
      .then(() => window.axe.run(document, { resultTypes: ['violations'] }))
      .then(({ violations, passes }) => done(passes.length === 0 ? { error: 'it looked at nothing' } : {
        faults: violations.flatMap((found) =>
          found.nodes.map((node) => `${found.id}: ${node.target.join(' ')} ${node.failureSummary}`)) }),
        (error) => done({ error: String(error) }));";

/// With what reaches out of it farthest.
const SIDEWAYS: &str = "
    const end = (part) => part.getBoundingClientRect().right;
    return [...document.querySelectorAll('main, main *, [role=dialog], [role=dialog] *')]
      .filter((part) => getComputedStyle(part).overflowY === 'auto' && part.scrollWidth > part.clientWidth)
      .map((part) => {
        const widest = [...part.querySelectorAll('*')].sort((a, b) => end(b) - end(a))[0];
        return `${part.className} is ${part.scrollWidth} px wide in ${part.clientWidth}: ${widest?.outerHTML.slice(0, 300)}`;
      });";

impl Panel<'_> {
    /// Every fault in what the panel shows, in words.
    pub async fn accessibility_faults(&self) -> Result<Vec<String>> {
        self.0.to(Pane::Panel).await?;
        let session = self.0.session()?;
        let axe = std::fs::read_to_string(AXE).map_err(Error::file(Path::new(AXE)))?;
        session.client().execute(&format!("{axe}\nwindow.axe = axe;"), Vec::new()).await?;
        let found = session.client().execute_async(RUN, Vec::new()).await?;
        match found["faults"].as_array() {
            Some(faults) => Ok(faults.iter().filter_map(|fault| fault.as_str().map(str::to_owned)).collect()),
            None => Err(Error::Page(format!("axe says {found}"))),
        }
    }

    /// What scrolls down, and sideways as well: something of it is wider than the panel.
    pub async fn scrolled_sideways(&self) -> Result<Vec<String>> {
        self.0.to(Pane::Panel).await?;
        let found = page::run(self.0.session()?, SIDEWAYS, Vec::new()).await?;
        let all = found.as_array().into_iter().flatten();
        Ok(all.filter_map(|each| each.as_str().map(str::to_owned)).collect())
    }

    /// Whether the panel is shown dark.
    pub async fn prefers_dark(&self) -> Result<bool> {
        self.0.to(Pane::Panel).await?;
        let script = "return matchMedia('(prefers-color-scheme: dark)').matches;";
        Ok(page::run(self.0.session()?, script, Vec::new()).await?.as_bool().unwrap_or_default())
    }
}
