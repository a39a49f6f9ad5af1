//! Prints what becomes of each selector on standard input: `[short, key]`, all as JSON, a line each.
//!
//! ```sh
//! echo '".card [name=\\"add\\"]"' | cargo run -p waymark-compile --example compiled
//! ```
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::io::stdin;

use waymark_compile::{key_of, shortened};

fn main() -> Result<(), Box<dyn Error>> {
    for line in stdin().lines() {
        let css: String = serde_json::from_str(&line?)?;
        let short = shortened(&css);
        println!("{}", serde_json::to_string(&(&short, key_of(&short)))?);
    }
    Ok(())
}
