//! Prints what `identify` would save for elements of a page: a line of JSON for each line of CSS on standard
//! input, with the selectors of the one element that the CSS matches, or of all of them as a set.
//!
//! ```sh
//! echo '[name=add]' | cargo run -p waymark-identify --example selectors -- page.html
//! ```
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::io::stdin;

use waymark_identify::{Document, count, describe, describe_set};
use waymark_model::Selector;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("which page?")?;
    let page = Document::from_html(&std::fs::read_to_string(file)?)?;
    for css in stdin().lines() {
        let css = css?;
        let found = count(&page, &[Selector::new(&css)]);
        let described = match found.nodes() {
            [] => return Err(format!("nothing matches {css}").into()),
            [one] => describe(&page, *one)?,
            several => describe_set(&page, several)?,
        };
        println!("{}", serde_json::to_string(&described.target.selectors)?);
    }
    Ok(())
}
