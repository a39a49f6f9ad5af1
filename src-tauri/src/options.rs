//! What the app is started with: command line and environment, read once. Nothing else of the shell reads
//! either.

use std::ffi::OsString;
use std::path::PathBuf;

/// How this run was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// `--data DIR`: the data folder, where it is not the usual one.
    pub data: Option<PathBuf>,
    /// `--render-worker`: renders pages out of sight for another program, and has no window.
    pub render_worker: bool,
    /// A WebDriver drives the app (`TAURI_WEBVIEW_AUTOMATION=true`): several may run at once, and both panes
    /// share one web store, because a driver sees no more than one.
    pub automation: bool,
    /// Even then every shop has its own store (`WAYMARK_SEPARATE_DATA=1`); the driver sees the panel only.
    pub separate_data: bool,
}

impl Options {
    /// Reads arguments (without the program's name) and environment variables.
    pub fn read(
        arguments: impl IntoIterator<Item = OsString>,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Self {
        let mut arguments = arguments.into_iter();
        let mut options = Self {
            automation: variable("TAURI_WEBVIEW_AUTOMATION").is_some_and(|value| value == "true"),
            separate_data: variable("WAYMARK_SEPARATE_DATA").is_some_and(|value| value == "1"),
            render_worker: false,
            data: None,
        };
        while let Some(argument) = arguments.next() {
            let text = argument.to_string_lossy();
            if text == waymark_audit::render::ARGUMENT {
                options.render_worker = true;
            } else if text == "--data" {
                options.data = arguments.next().map(PathBuf::from);
            } else if let Some(folder) = text.strip_prefix("--data=") {
                options.data = Some(folder.into());
            } else {
                tracing::warn!(%text, "an argument was not understood");
            }
        }
        options
    }

    /// Whether shops keep their cookies apart from each other and from the panel.
    #[must_use]
    pub fn stores_apart(&self) -> bool {
        !self.automation || self.separate_data
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn read(arguments: &[&str], variables: &[(&str, &str)]) -> Options {
        Options::read(arguments.iter().map(Into::into), |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_data_folder_is_taken_from_either_form() {
        assert_eq!(read(&["--data", "/a b"], &[]).data, Some("/a b".into()));
        assert_eq!(read(&["--data=/c"], &[]).data, Some("/c".into()));
        assert_eq!(read(&["--data"], &[]).data, None);
        assert_eq!(read(&[], &[]).data, None);
    }

    #[test]
    fn a_worker_is_asked_for_by_name() {
        assert!(read(&["--render-worker"], &[]).render_worker);
        assert!(!read(&["--data", "--render-worker"], &[]).render_worker);
    }

    #[test]
    fn stores_are_shared_under_automation_only_and_not_when_told_otherwise() {
        assert!(read(&[], &[]).stores_apart());
        assert!(!read(&[], &[("TAURI_WEBVIEW_AUTOMATION", "true")]).stores_apart());
        let both = [("TAURI_WEBVIEW_AUTOMATION", "true"), ("WAYMARK_SEPARATE_DATA", "1")];
        assert!(read(&[], &both).stores_apart());
    }
}
