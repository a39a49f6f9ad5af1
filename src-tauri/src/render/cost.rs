//! What the runtime under test costs the page it runs in, and what it throws, as measured around it in the page's own world.
//! Bounded here, and proof of nothing: a page could make it up.

use std::hash::{BuildHasher, RandomState};

use serde::Deserialize;
use waymark_audit::render::{Cost, ScriptErrors};

use super::rest::HANGS;
use super::view::{View, within};

/// Runs the runtime and measures it. Built by `npm run build:page`.
const COST: &str = include_str!("../../../ui/page/dist/cost.js");

/// Errors that are told, and their characters.
const MOST: usize = 5;
const LONGEST: usize = 200;
/// No showing takes longer, in milliseconds.
const LONGEST_TIME: u32 = 600_000;

/// A name by which what measures is asked, and which no page knows.
pub struct Meter(String);

/// As the page's world tells it.
#[derive(Deserialize)]
struct Told {
    starting: f64,
    handling: f64,
    calls: f64,
    thrown: f64,
    errors: Vec<String>,
}

impl Meter {
    /// One that nobody used before.
    pub fn new() -> Self {
        Self(format!("c{:016x}", RandomState::new().hash_one(0)))
    }

    /// The runtime, measured.
    pub fn around(&self, runtime: &str) -> String {
        let name = format!("{:?}", self.0);
        format!("{{const waymarkCost={name};{COST}}}\nglobalThis[{name}](()=>{{\n{runtime}\n}});")
    }

    /// What it measured of the document that the view shows; nothing where nobody answers.
    pub async fn read(&self, view: &View) -> Option<Cost> {
        let name = &self.0;
        let script = format!(
            "(()=>{{let told='';const take=({{detail}})=>{{if(typeof detail==='string'&&detail.length<9999)told=detail}};\
             document.addEventListener('{name}!',take);document.dispatchEvent(new CustomEvent('{name}?',{{bubbles:true}}));\
             document.removeEventListener('{name}!',take);return told}})()"
        );
        let answer = within(HANGS, view.ask(&script)).await.flatten()?;
        serde_json::from_str::<Told>(&answer).ok().map(cost)
    }
}

fn cost(told: Told) -> Cost {
    let number = |number: f64| number.clamp(0.0, LONGEST_TIME.into()) as u32;
    let first = told.errors.into_iter().take(MOST).map(|error| error.chars().take(LONGEST).collect());
    Cost {
        starting: number(told.starting),
        handling: number(told.handling),
        calls: number(told.calls),
        thrown: ScriptErrors { count: number(told.thrown), first: first.collect() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_tells_is_bounded() {
        let errors = vec!["x".repeat(1_000); 20];
        let told = Told { starting: -1.0, handling: f64::INFINITY, calls: f64::NAN, thrown: 3.0, errors };
        let cost = cost(told);
        assert_eq!((cost.starting, cost.handling, cost.calls, cost.thrown.count), (0, LONGEST_TIME, 0, 3));
        assert_eq!((cost.thrown.first.len(), cost.thrown.first[0].len()), (MOST, LONGEST));
    }
}
