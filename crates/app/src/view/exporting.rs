//! What an export wrote, for the panel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the export wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Exported {
    /// The folder.
    pub folder: String,
    /// Files written, with their sizes.
    pub files: Vec<ExportedFile>,
    /// Revision of the config.
    pub revision: String,
    /// Events in it.
    pub events: u32,
    /// Events in it that never fired in a test.
    pub unproven: u32,
}

/// One written file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportedFile {
    /// File name.
    pub name: String,
    /// Size in bytes.
    pub bytes: u32,
}
