//! Prints the key of each selector on standard input, both as JSON strings, a line each.
//!
//! ```sh
//! echo '".card [name=add]"' | cargo run -p waymark-compile --example keys
//! ```
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::error::Error;
use std::io::stdin;

use waymark_compile::key_of;

fn main() -> Result<(), Box<dyn Error>> {
    for line in stdin().lines() {
        let css: String = serde_json::from_str(&line?)?;
        println!("{}", serde_json::to_string(&key_of(&css))?);
    }
    Ok(())
}
