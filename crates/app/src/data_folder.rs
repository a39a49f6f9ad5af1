//! Where Waymark keeps its data: the one rule, for the window and the command line.

use std::ffi::OsString;
use std::path::PathBuf;

/// The data folder: what was given on the command line, else `$WAYMARK_DATA`, else the usual place of the
/// system (`$XDG_DATA_HOME/waymark`, by default `~/.local/share/waymark`; `%LOCALAPPDATA%\waymark`;
/// `~/Library/Application Support/waymark`), else `waymark-data` in the current folder. `variable` reads the
/// environment. Nothing is made on the disk.
pub fn data_folder(given: Option<PathBuf>, variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let usual = || {
        if cfg!(target_os = "windows") {
            return set("LOCALAPPDATA");
        }
        let home = set("HOME");
        if cfg!(target_os = "macos") {
            return home.map(|home| home.join("Library/Application Support"));
        }
        // A relative XDG folder is invalid by the specification.
        set("XDG_DATA_HOME")
            .filter(|folder| folder.is_absolute())
            .or(home.map(|home| home.join(".local/share")))
    };
    given
        .or_else(|| set("WAYMARK_DATA"))
        .or_else(|| usual().map(|folder| folder.join("waymark")))
        .unwrap_or_else(|| "waymark-data".into())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn folder(given: Option<&str>, variables: &[(&str, &str)]) -> PathBuf {
        data_folder(given.map(PathBuf::from), |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_most_particular_wish_wins() {
        let all = [("WAYMARK_DATA", "/w"), ("XDG_DATA_HOME", "/x"), ("HOME", "/h")];
        assert_eq!(folder(Some("/given"), &all), PathBuf::from("/given"));
        assert_eq!(folder(None, &all), PathBuf::from("/w"));
        assert_eq!(folder(None, &all[1..]), PathBuf::from("/x/waymark"));
        assert_eq!(folder(None, &all[2..]), PathBuf::from("/h/.local/share/waymark"));
        assert_eq!(folder(None, &[]), PathBuf::from("waymark-data"));
    }

    #[test]
    fn empty_and_relative_settings_do_not_count() {
        let odd = [("WAYMARK_DATA", ""), ("XDG_DATA_HOME", "relative"), ("HOME", "/h")];
        assert_eq!(folder(None, &odd), PathBuf::from("/h/.local/share/waymark"));
    }
}
