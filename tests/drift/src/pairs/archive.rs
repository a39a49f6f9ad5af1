//! The public element pairs as the archive holds them: for each site the records of old elements, which new record is
//! each one's, and all visible elements of the new page. Nothing is unpacked.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::error::{Error, Result};

/// What was written down of an element.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Record {
    #[serde(deserialize_with = "or_default")]
    pub tag: String,
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    #[serde(deserialize_with = "or_default")]
    pub href: String,
    #[serde(deserialize_with = "or_default")]
    pub alt: String,
    #[serde(deserialize_with = "or_default")]
    pub xpath: String,
    /// The way down from the nearest ancestor that has an id.
    #[serde(deserialize_with = "or_default")]
    pub idxpath: String,
    #[serde(deserialize_with = "or_default")]
    pub is_button: bool,
    #[serde(deserialize_with = "or_default")]
    pub location: Location,
    #[serde(deserialize_with = "or_default")]
    pub class_list: Vec<String>,
    /// Words of what stands within 50 px.
    #[serde(deserialize_with = "or_default")]
    pub neighbor_text: Vec<String>,
    /// Words.
    #[serde(deserialize_with = "or_default")]
    pub visible_text: Vec<String>,
}

/// A box in CSS pixels of the page.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Location {
    #[serde(deserialize_with = "or_default")]
    pub x: f64,
    #[serde(deserialize_with = "or_default")]
    pub y: f64,
    #[serde(deserialize_with = "or_default")]
    pub width: f64,
    #[serde(deserialize_with = "or_default")]
    pub height: f64,
}

fn or_default<'de, T: Deserialize<'de> + Default, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<T, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

/// A site with its pairs.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// Elements of the old page.
    pub old: Vec<Record>,
    /// Of each, the position of the new record that is it.
    pub right: Vec<usize>,
    /// All visible elements of the new page.
    pub new: Vec<Record>,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
    xpath: Vec<Paths>,
}

#[derive(Deserialize)]
struct Paths {
    new: String,
}

/// Reads the sites that have usable pairs: the old record is there, and exactly one new record has the path of the
/// new element.
pub(super) fn read(archive: &Path) -> Result<Vec<Site>> {
    let mut files = unpacked(archive)?;
    let mut sites = Vec::new();
    for Listed { name, xpath } in parsed::<Vec<Listed>>(&mut files, archive, "website.json")? {
        let folder = format!("our_data/apps/{name}/properties");
        let targets: Vec<Option<Record>> = parsed(&mut files, archive, &format!("{folder}/target.json"))?;
        let new: Vec<Record> = parsed(&mut files, archive, &format!("{folder}/candidate.json"))?;
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, record) in new.iter().enumerate() {
            places.entry(&record.xpath).or_default().push(at);
        }
        let (old, right): (Vec<Record>, Vec<usize>) = targets
            .into_iter()
            .zip(&xpath)
            .filter_map(|(record, paths)| {
                match (
                    record.filter(|record| !record.xpath.is_empty())?,
                    places.get(paths.new.as_str())?.as_slice(),
                ) {
                    (record, &[one]) => Some((record, one)),
                    _ => None,
                }
            })
            .unzip();
        if !old.is_empty() {
            sites.push(Site { old, right, new });
        }
    }
    Ok(sites)
}

/// The JSON files of the archive by their names below `test_data`.
fn unpacked(archive: &Path) -> Result<HashMap<String, Vec<u8>>> {
    let failed = |source| Error::File { path: archive.to_path_buf(), source };
    let mut packed = BufReader::new(File::open(archive).map_err(failed)?);
    let mut tar = Vec::new();
    lzma_rs::xz_decompress(&mut packed, &mut tar)
        .map_err(|error| failed(std::io::Error::other(format!("{error:?}"))))?;
    let mut files = HashMap::new();
    for entry in tar::Archive::new(tar.as_slice()).entries().map_err(failed)? {
        let mut entry = entry.map_err(failed)?;
        let path = entry.path().map_err(failed)?.into_owned();
        let Ok(name) = path.strip_prefix("test_data") else { continue };
        if name.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(failed)?;
        files.insert(name.to_string_lossy().into_owned(), bytes);
    }
    Ok(files)
}

fn parsed<T: DeserializeOwned>(
    files: &mut HashMap<String, Vec<u8>>,
    archive: &Path,
    name: &str,
) -> Result<T> {
    let bytes = files.remove(name).unwrap_or_default();
    serde_json::from_slice(&bytes).map_err(Error::json(archive.join(name)))
}
