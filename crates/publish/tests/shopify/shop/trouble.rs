//! What can go wrong with one request.

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its root field, such as `themeFilesUpsert`.
    pub field: String,
    /// It was carried out.
    pub done: bool,
}

impl Seen {
    pub fn writes(&self) -> bool {
        matches!(
            self.field.as_str(),
            "themeFilesUpsert" | "themeFilesDelete" | "themeDuplicate" | "themeDelete"
        )
    }
}

#[derive(Clone, Debug)]
pub enum Trouble {
    /// `THROTTLED` on HTTP 200.
    Throttled,
    /// An HTTP status before anything is done; 429 says how many seconds to wait.
    Status(u16, Option<f64>),
    /// An HTTP status although it was done.
    StatusAfter(u16),
    /// HTTP 502, and it is done so much later.
    Later(std::time::Duration),
    /// The answer breaks off before anything is done.
    Cut,
    /// The answer breaks off although it was done.
    CutAfter,
    /// No answer, nothing done.
    Hang,
    /// No answer, although it was done.
    HangAfter,
    /// A page in place of an answer.
    Garbage,
    /// `ACCESS_DENIED` at the top.
    Denied,
    /// Any other error at the top, with these words.
    Error(String),
    /// A user error with this code although the first file was done; none of the others is.
    Midway(&'static str),
    /// A user error with this code and these words; nothing is done.
    Refuse(&'static str, String),
    /// Somebody else writes a file of the live theme before this is carried out.
    EditBefore(&'static str, String),
    /// Somebody else writes a file of the live theme after this was carried out.
    EditAfter(&'static str, String),
}
