//! The GraphQL operations and the shapes of their answers. Texts lie beside this file, one an operation; a test
//! validates them against Shopify's schema.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Theme;

/// One operation with its variables.
pub trait Operation: Serialize + Sync {
    /// Name, as in its text.
    const NAME: &'static str;
    /// The GraphQL text.
    const DOCUMENT: &'static str;
    /// Whether it changes anything: then it is never sent again unless it was certainly not done.
    const WRITES: bool;
    /// The `data` of the answer.
    type Answer: DeserializeOwned;
}

macro_rules! operations {
    ($($operation:ty, $name:literal, $file:literal, $writes:literal, $answer:ty;)*) => {
        $(impl Operation for $operation {
            const NAME: &'static str = $name;
            const DOCUMENT: &'static str = include_str!(concat!("operations/", $file));
            const WRITES: bool = $writes;
            type Answer = $answer;
        })*

        /// Every operation's name and text, for whoever wants to hold them against the schema.
        pub const DOCUMENTS: &[(&str, &str)] = &[$(($name, include_str!(concat!("operations/", $file)))),*];
    };
}

operations! {
    ThemesQuery, "Themes", "themes.graphql", false, ThemesAnswer;
    ThemeQuery<'_>, "Theme", "theme.graphql", false, ThemeAnswer;
    FilesQuery<'_>, "Files", "files.graphql", false, FilesAnswer;
    Upsert<'_>, "Upsert", "upsert.graphql", true, UpsertAnswer;
    DeleteFiles<'_>, "DeleteFiles", "delete_files.graphql", true, DeleteFilesAnswer;
    Duplicate<'_>, "Duplicate", "duplicate.graphql", true, DuplicateAnswer;
    DeleteTheme<'_>, "DeleteTheme", "delete_theme.graphql", true, DeleteThemeAnswer;
    JobQuery<'_>, "Job", "job.graphql", false, JobAnswer;
    ScopesQuery, "Scopes", "scopes.graphql", false, ScopesAnswer;
}

#[derive(Serialize)]
pub struct ThemesQuery {
    pub after: Option<String>,
    pub roles: Option<Vec<super::Role>>,
}

#[derive(Deserialize)]
pub struct ThemesAnswer {
    pub themes: Option<ThemesPage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ThemesPage {
    pub nodes: Vec<Theme>,
    pub page_info: PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

#[derive(Serialize)]
pub struct ThemeQuery<'a> {
    pub id: &'a str,
}

#[derive(Deserialize)]
pub struct ThemeAnswer {
    pub theme: Option<Theme>,
}

#[derive(Serialize)]
pub struct FilesQuery<'a> {
    pub id: &'a str,
    pub names: &'a [&'a str],
}

#[derive(Deserialize)]
pub struct FilesAnswer {
    pub theme: Option<FilesOfTheme>,
}

#[derive(Deserialize)]
pub struct FilesOfTheme {
    pub files: Option<FilesPage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FilesPage {
    pub nodes: Vec<FileNode>,
    pub user_errors: Vec<ReadError>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileNode {
    pub filename: String,
    pub checksum_md5: Option<String>,
    pub updated_at: String,
    pub body: Body,
}

#[derive(Deserialize)]
#[serde(tag = "__typename")]
pub enum Body {
    #[serde(rename = "OnlineStoreThemeFileBodyText")]
    Text { content: String },
    #[serde(rename = "OnlineStoreThemeFileBodyBase64", rename_all = "camelCase")]
    Base64 { content_base64: String },
    #[serde(rename = "OnlineStoreThemeFileBodyUrl")]
    Url { url: String },
}

#[derive(Deserialize)]
pub struct ReadError {
    pub code: String,
    pub filename: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Upsert<'a> {
    pub theme_id: &'a str,
    pub files: [FileInput<'a>; 1],
}

#[derive(Serialize)]
pub struct FileInput<'a> {
    pub filename: &'a str,
    pub body: BodyInput<'a>,
}

#[derive(Serialize)]
pub struct BodyInput<'a> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub value: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpsertAnswer {
    pub theme_files_upsert: Option<UpsertPayload>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpsertPayload {
    pub job: Option<Job>,
    pub upserted_theme_files: Option<Vec<UpsertedFile>>,
    pub user_errors: Vec<UserError>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UpsertedFile {
    pub filename: String,
    pub checksum_md5: Option<String>,
}

#[derive(Deserialize)]
pub struct Job {
    pub id: String,
    pub done: bool,
}

#[derive(Debug, Deserialize)]
pub struct UserError {
    pub code: Option<String>,
    #[serde(default)]
    pub filename: Option<String>,
    pub message: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteFiles<'a> {
    pub theme_id: &'a str,
    pub files: &'a [&'a str],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteFilesAnswer {
    pub theme_files_delete: Option<Complaints>,
}

/// A payload of which only what went wrong matters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Complaints {
    pub user_errors: Vec<UserError>,
}

#[derive(Serialize)]
pub struct Duplicate<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DuplicateAnswer {
    pub theme_duplicate: Option<DuplicatePayload>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DuplicatePayload {
    pub new_theme: Option<Theme>,
    pub user_errors: Vec<UserError>,
}

#[derive(Serialize)]
pub struct DeleteTheme<'a> {
    pub id: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DeleteThemeAnswer {
    pub theme_delete: Option<Complaints>,
}

#[derive(Serialize)]
pub struct JobQuery<'a> {
    pub id: &'a str,
}

#[derive(Deserialize)]
pub struct JobAnswer {
    pub job: Option<Job>,
}

#[derive(Serialize)]
pub struct ScopesQuery;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ScopesAnswer {
    pub current_app_installation: Installation,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Installation {
    pub access_scopes: Vec<Scope>,
}

#[derive(Deserialize)]
pub struct Scope {
    pub handle: String,
}
