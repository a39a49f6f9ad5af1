//! Themes and their files: list, copy, read, write, take out. Every write is held against the checksum that Shopify
//! answers with, and one whose answer is lost is decided by reading.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};

use super::admin::Admin;
use super::operations::{
    Body, BodyInput, DeleteFiles, DeleteTheme, Duplicate, FileInput, FileNode, FilesQuery, Job, JobQuery,
    ThemeQuery, ThemesQuery, Upsert, UpsertPayload, UserError,
};
use super::watch::{Step, ToTheEnd, Watch, pause};
use super::{Role, ShopifyError, Theme, ThemeId};

/// How often a write is sent whose answer was lost while nothing had changed.
const WRITES: u32 = 3;
/// How often is looked for a copy whose answer was lost before it is asked for again: a copy that comes late is a second
/// theme in the shop.
const LOOKS: u32 = 5;

/// Shopify's `checksumMd5` of a text: the MD5 of it with LF line ends, in hex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checksum(String);

impl Checksum {
    /// Of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let digest = Md5::digest(text.replace("\r\n", "\n").as_bytes());
        Self(format!("{:032x}", u128::from_be_bytes(digest.into())))
    }

    /// As it was told before; what is none is no file's.
    #[must_use]
    pub fn told(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// 32 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A file of a theme, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    pub name: String,
    pub text: String,
    pub checksum: Checksum,
    pub updated_at: String,
}

/// A file to write over what was read.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    pub name: &'a str,
    pub text: &'a str,
    /// What was there when it was last looked at.
    pub before: Option<&'a Checksum>,
}

impl Admin {
    /// All themes, the live one first.
    pub async fn themes(&self, watch: &dyn Watch) -> Result<Vec<Theme>, ShopifyError> {
        let mut themes = Vec::new();
        let mut after = None;
        loop {
            let answer = self.call(&ThemesQuery { after, roles: None }, watch).await?;
            let page = answer.themes.ok_or_else(|| missing("themes"))?;
            themes.extend(page.nodes);
            match page.page_info.end_cursor {
                Some(cursor) if page.page_info.has_next_page => after = Some(cursor),
                _ => break,
            }
        }
        themes.sort_by_key(|theme| theme.role != Role::Main);
        Ok(themes)
    }

    /// The live theme.
    pub async fn main_theme(&self, watch: &dyn Watch) -> Result<Theme, ShopifyError> {
        let query = ThemesQuery { after: None, roles: Some(vec![Role::Main]) };
        let page = self.call(&query, watch).await?.themes.ok_or_else(|| missing("themes"))?;
        page.nodes.into_iter().find(|theme| theme.role == Role::Main).ok_or(ShopifyError::NoMainTheme)
    }

    pub async fn theme(&self, id: &ThemeId, watch: &dyn Watch) -> Result<Theme, ShopifyError> {
        self.call(&ThemeQuery { id: id.as_str() }, watch).await?.theme.ok_or(ShopifyError::NoSuchTheme)
    }

    /// A copy of a theme under a name, ready to be written to. A copy of that name that is there already is taken:
    /// it was asked for before and the answer lost, or whoever asked was stopped.
    pub async fn copy(&self, of: &ThemeId, name: &str, watch: &dyn Watch) -> Result<Theme, ShopifyError> {
        let mut copy = self.copy_named(name, watch).await?;
        for _ in 0..WRITES {
            if copy.is_some() {
                break;
            }
            watch.step(Step::Duplicating);
            match self.call(&Duplicate { id: of.as_str(), name }, watch).await {
                Ok(answer) => {
                    let payload = answer.theme_duplicate.ok_or_else(|| missing("themeDuplicate"))?;
                    self.complain(&payload.user_errors, "the copy").await?;
                    copy = Some(payload.new_theme.ok_or_else(|| missing("newTheme"))?);
                }
                Err(ShopifyError::AnswerLost(_)) => copy = self.appears(name, watch).await?,
                Err(error) => return Err(error),
            }
        }
        let copy = copy.ok_or(ShopifyError::CopyFailed)?;
        watch.step(Step::Copying);
        self.ready(&copy.id, watch).await
    }

    /// Looks for a copy that may have been asked for, until it can be taken for not made.
    async fn appears(&self, name: &str, watch: &dyn Watch) -> Result<Option<Theme>, ShopifyError> {
        for _ in 0..LOOKS {
            pause(self.settings().poll, watch).await?;
            let copy = self.copy_named(name, watch).await?;
            if copy.is_some() {
                return Ok(copy);
            }
        }
        Ok(None)
    }

    async fn copy_named(&self, name: &str, watch: &dyn Watch) -> Result<Option<Theme>, ShopifyError> {
        let themes = self.themes(watch).await?;
        let is_it =
            |theme: &Theme| theme.name == name && theme.role == Role::Unpublished && !theme.processing_failed;
        Ok(themes.into_iter().find(is_it))
    }

    /// Waits until Shopify has made the theme.
    pub async fn ready(&self, id: &ThemeId, watch: &dyn Watch) -> Result<Theme, ShopifyError> {
        let settings = self.settings();
        let mut waited = std::time::Duration::ZERO;
        loop {
            let theme = self.theme(id, watch).await?;
            if theme.processing_failed {
                return Err(ShopifyError::CopyFailed);
            }
            if !theme.processing {
                return Ok(theme);
            }
            if waited >= settings.copy_time {
                return Err(ShopifyError::StillCopying);
            }
            pause(settings.poll, watch).await?;
            waited += settings.poll;
        }
    }

    /// Takes a whole theme out. One that is not there any more is fine.
    pub async fn delete_theme(&self, id: &ThemeId, watch: &dyn Watch) -> Result<(), ShopifyError> {
        for _ in 0..WRITES {
            match self.call(&DeleteTheme { id: id.as_str() }, watch).await {
                Ok(answer) => {
                    let payload = answer.theme_delete.ok_or_else(|| missing("themeDelete"))?;
                    return match self.complain(&payload.user_errors, "the theme").await {
                        Err(ShopifyError::NoSuchTheme) => Ok(()),
                        told => told,
                    };
                }
                Err(ShopifyError::AnswerLost(_)) => pause(self.settings().poll, watch).await?,
                Err(error) => return Err(error),
            }
        }
        Err(ShopifyError::Unavailable { status: 0 })
    }

    /// The files of these names that are there.
    pub async fn files(
        &self,
        theme: &ThemeId,
        names: &[&str],
        watch: &dyn Watch,
    ) -> Result<Vec<ThemeFile>, ShopifyError> {
        let answer = self.call(&FilesQuery { id: theme.as_str(), names }, watch).await?;
        let theme = answer.theme.ok_or(ShopifyError::NoSuchTheme)?;
        let page = theme.files.ok_or_else(|| missing("files"))?;
        if let Some(error) = page.user_errors.iter().find(|error| error.code != "NOT_FOUND") {
            let words = self.quotable(&format!("{}: {}", error.filename, error.code)).await;
            return Err(ShopifyError::BadAnswer(words));
        }
        let mut files = Vec::new();
        for node in page.nodes {
            if names.contains(&node.filename.as_str()) {
                files.push(self.text_of(node, watch).await?);
            }
        }
        Ok(files)
    }

    /// One file, if it is there.
    pub async fn file(
        &self,
        theme: &ThemeId,
        name: &str,
        watch: &dyn Watch,
    ) -> Result<Option<ThemeFile>, ShopifyError> {
        Ok(self.files(theme, &[name], watch).await?.pop())
    }

    async fn text_of(&self, node: FileNode, watch: &dyn Watch) -> Result<ThemeFile, ShopifyError> {
        let not_text = |name: &str| ShopifyError::BadAnswer(format!("{name} is not text"));
        let text = match node.body {
            Body::Text { content } => content,
            Body::Base64 { content_base64 } => {
                let bytes = BASE64_STANDARD.decode(content_base64).map_err(|_| not_text(&node.filename))?;
                String::from_utf8(bytes).map_err(|_| not_text(&node.filename))?
            }
            Body::Url { url } => {
                let bytes = self.fetch(&url, watch).await?;
                String::from_utf8(bytes).map_err(|_| not_text(&node.filename))?
            }
        };
        let checksum = node.checksum_md5.map_or_else(|| Checksum::of(&text), Checksum);
        Ok(ThemeFile { name: node.filename, text, checksum, updated_at: node.updated_at })
    }

    /// Writes a file over what was read. Returns only when Shopify has this very text. Stopped
    /// ([`ShopifyError::Cancelled`]), it was not written: once Shopify may have it, no stop is heard any more.
    ///
    /// Where the answer is lost, the file is read: with the new text it is done, with the one from before it is
    /// written again, with any other it is [`ShopifyError::Conflict`]. What fails once Shopify took it is
    /// [`ShopifyError::Unfinished`].
    pub async fn write(
        &self,
        theme: &ThemeId,
        change: Change<'_>,
        watch: &dyn Watch,
    ) -> Result<(), ShopifyError> {
        let to_the_end = ToTheEnd(watch);
        let mut is_open = false;
        let mut last = ShopifyError::Cancelled;
        for _ in 0..WRITES {
            let watch = if is_open { &to_the_end } else { watch };
            last = match self.write_once(theme, change, watch).await {
                Err(error @ (ShopifyError::AnswerLost(_) | ShopifyError::Throttled { .. })) => error,
                ended => return ended,
            };
            is_open |= matches!(last, ShopifyError::AnswerLost(_));
            let watch = if is_open { &to_the_end } else { watch };
            pause(self.settings().backoff, watch).await?;
            let now = match self.file(theme, change.name, watch).await {
                Err(error) if is_open => return Err(ShopifyError::AnswerLost(Box::new(error))),
                now => now?,
            };
            if now.as_ref().is_some_and(|file| file.has(change.text)) {
                return Ok(());
            }
            if now.as_ref().map(|file| &file.checksum) != change.before {
                return Err(ShopifyError::Conflict { file: change.name.to_owned(), live: None });
            }
        }
        Err(last)
    }

    async fn write_once(
        &self,
        theme: &ThemeId,
        change: Change<'_>,
        watch: &dyn Watch,
    ) -> Result<(), ShopifyError> {
        let body = BodyInput { kind: "TEXT", value: change.text };
        let files = [FileInput { filename: change.name, body }];
        let answer = self.call(&Upsert { theme_id: theme.as_str(), files }, watch).await?;
        let payload = answer.theme_files_upsert.ok_or_else(|| missing("themeFilesUpsert"))?;
        self.complain(&payload.user_errors, change.name).await?;
        let is_stored = self.is_stored(theme, change, payload, &ToTheEnd(watch)).await;
        if is_stored.map_err(ShopifyError::unfinished)? {
            Ok(())
        } else {
            Err(ShopifyError::NotStored(change.name.to_owned()))
        }
    }

    /// Whether what Shopify took is what it has.
    async fn is_stored(
        &self,
        theme: &ThemeId,
        change: Change<'_>,
        payload: UpsertPayload,
        watch: &dyn Watch,
    ) -> Result<bool, ShopifyError> {
        if let Some(job) = payload.job {
            self.finished(job, watch).await?;
        }
        let written = payload.upserted_theme_files.unwrap_or_default();
        let written = written.iter().find(|file| file.filename == change.name);
        let checksum = written.and_then(|file| file.checksum_md5.as_deref());
        if checksum == Some(Checksum::of(change.text).as_str()) {
            return Ok(true);
        }
        // Not named, or with another checksum than ours: the text itself decides.
        Ok(self.file(theme, change.name, watch).await?.is_some_and(|file| file.has(change.text)))
    }

    async fn finished(&self, mut job: Job, watch: &dyn Watch) -> Result<(), ShopifyError> {
        let mut waited = std::time::Duration::ZERO;
        while !job.done {
            if waited >= self.settings().copy_time {
                return Err(ShopifyError::StillWriting);
            }
            pause(self.settings().poll, watch).await?;
            waited += self.settings().poll;
            match self.call(&JobQuery { id: &job.id }, watch).await?.job {
                Some(now) => job = now,
                // Shopify forgets jobs that are done.
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Takes files out. Those that are not there are fine.
    pub async fn delete_files(
        &self,
        theme: &ThemeId,
        files: &[&str],
        watch: &dyn Watch,
    ) -> Result<(), ShopifyError> {
        let mut lost = None;
        for _ in 0..WRITES {
            // No stop is true once it may have been done.
            let watch = if lost.is_some() { &ToTheEnd(watch) } else { watch };
            match self.call(&DeleteFiles { theme_id: theme.as_str(), files }, watch).await {
                Ok(answer) => {
                    let payload = answer.theme_files_delete.ok_or_else(|| missing("themeFilesDelete"))?;
                    let real: Vec<UserError> = payload
                        .user_errors
                        .into_iter()
                        .filter(|error| error.code.as_deref() != Some("NOT_FOUND"))
                        .collect();
                    return self.complain(&real, files.first().copied().unwrap_or_default()).await;
                }
                // Taking out twice what is out is harmless.
                Err(ShopifyError::AnswerLost(error)) => lost = Some(ShopifyError::AnswerLost(error)),
                // It may be done all the same.
                Err(error) if lost.is_some() => return Err(ShopifyError::AnswerLost(Box::new(error))),
                Err(error) => return Err(error),
            }
            pause(self.settings().backoff, &ToTheEnd(watch)).await?;
        }
        Err(lost.unwrap_or(ShopifyError::Cancelled))
    }

    /// The first thing that Shopify has against what it was asked, as an error.
    async fn complain(&self, errors: &[UserError], about: &str) -> Result<(), ShopifyError> {
        let Some(error) = errors.first() else { return Ok(()) };
        let file = error.filename.clone().unwrap_or_else(|| about.to_owned());
        Err(match error.code.as_deref() {
            Some("ACCESS_DENIED") => ShopifyError::AccessDenied { required: None },
            Some("THEME_LIMITED_PLAN") => ShopifyError::PlanLimited,
            Some("THROTTLED") => ShopifyError::Throttled { retry_after: None },
            Some("THEME_FILES_CONFLICT") => ShopifyError::Conflict { file, live: None },
            Some("NOT_FOUND") if error.filename.is_none() => ShopifyError::NoSuchTheme,
            Some("NOT_FOUND") => ShopifyError::NoSuchFile(file),
            _ => ShopifyError::FileRefused { file, message: self.quotable(&error.message).await },
        })
    }
}

impl ThemeFile {
    /// Whether it holds this text, line ends aside.
    pub fn has(&self, text: &str) -> bool {
        self.checksum == Checksum::of(text) || self.text.replace("\r\n", "\n") == text.replace("\r\n", "\n")
    }
}

fn missing(what: &str) -> ShopifyError {
    ShopifyError::BadAnswer(format!("there is no {what} in it"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_md5_whatever_the_line_ends() {
        assert_eq!(Checksum::of("a\nb").as_str(), Checksum::of("a\r\nb").as_str());
        // From RFC 1321, appendix A.5.
        assert_eq!(Checksum::of("abc").as_str(), "900150983cd24fb0d6963f7d28e17f72");
        assert_ne!(Checksum::of("a\rb"), Checksum::of("a\nb"));
    }
}
