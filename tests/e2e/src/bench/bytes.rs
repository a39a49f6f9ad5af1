//! What a visitor loads: sizes of the runtime, written by `npm run build:page`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::Figure;
use crate::error::{Error, Result};

#[derive(Deserialize)]
struct Size {
    raw: u32,
    gzip: u32,
    brotli: u32,
}

/// Reads the sizes.
pub fn measure() -> Result<Vec<Figure>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/page/dist/sizes.json");
    let text = std::fs::read_to_string(&file).map_err(Error::file(&file))?;
    let sizes: BTreeMap<String, Size> = serde_json::from_str(&text).map_err(Error::json("sizes.json"))?;
    let figure = |(name, size): (String, Size)| Figure {
        what: format!("runtime bytes, raw / gzip / brotli: {name}"),
        value: format!("{} / {} / {}", size.raw, size.gzip, size.brotli),
        aim: "",
    };
    Ok(sizes.into_iter().map(figure).collect())
}
