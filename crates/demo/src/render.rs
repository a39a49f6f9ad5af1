//! The embedded templates, one set an edition, and how values are written into them: escaped unless marked safe.

use std::fmt::{self, Write as _};

use include_dir::{Dir, include_dir};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::edition::Edition;
use crate::error::DemoError;

static TODAY: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/today");
static REDESIGN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/redesign");
static SHARED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/shared");

/// Parsed templates of both editions.
pub(crate) struct Templates {
    today: Environment<'static>,
    redesign: Environment<'static>,
}

impl Templates {
    pub(crate) fn load() -> Result<Self, DemoError> {
        Ok(Self { today: environment(&TODAY)?, redesign: environment(&REDESIGN)? })
    }

    /// Renders one template of an edition.
    pub(crate) fn render(
        &self,
        edition: Edition,
        template: &str,
        context: impl Serialize,
    ) -> Result<String, minijinja::Error> {
        let environment = match edition {
            Edition::Today => &self.today,
            Edition::Redesign => &self.redesign,
        };
        environment.get_template(template)?.render(Serde(context))
    }
}

impl fmt::Debug for Templates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Templates").finish_non_exhaustive()
    }
}

/// A style sheet or script of an edition, by file name; what both share is in each.
pub(crate) fn asset(edition: Edition, name: &str) -> Option<&'static [u8]> {
    let own = match edition {
        Edition::Today => &TODAY,
        Edition::Redesign => &REDESIGN,
    };
    let path = format!("static/{name}");
    own.get_file(&path).or_else(|| SHARED.get_file(&path)).map(include_dir::File::contents)
}

fn environment(folder: &'static Dir<'static>) -> Result<Environment<'static>, DemoError> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(
        syntax.map_err(|source| DemoError::Template { name: "template syntax".to_owned(), source })?,
    );
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_formatter(write_value);
    environment.add_filter("money", money);
    let files = folder.get_dir("templates").map(Dir::files).into_iter().flatten();
    for file in files {
        let name = file.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let source = file.contents_utf8().unwrap_or_default();
        environment
            .add_template(name, source)
            .map_err(|source| DemoError::Template { name: name.to_owned(), source })?;
    }
    Ok(environment)
}

/// Pence as shown to visitors: `£128.00`.
fn money(pence: u32) -> String {
    format!("£{}.{:02}", pence / 100, pence % 100)
}

/// As the engine's own, but leaves `/` alone: addresses in the source should look as any shop's do.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    if *state.auto_escape() != AutoEscape::Html || value.is_safe() || value.as_str().is_none() {
        return minijinja::escape_formatter(out, state, value);
    }
    for character in value.as_str().unwrap_or_default().chars() {
        match character {
            '&' => out.write_str("&amp;")?,
            '<' => out.write_str("&lt;")?,
            '>' => out.write_str("&gt;")?,
            '"' => out.write_str("&quot;")?,
            '\'' => out.write_str("&#39;")?,
            other => out.write_char(other)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_in_both_quotes() {
        let environment = environment(&TODAY).expect("templates parse");
        let html = environment
            .render_named_str(
                "probe.html",
                "<a href='{{ at }}'>{{ text }}</a>",
                minijinja::context! {
                    at => "/a?b='c'&d", text => "<script>\"",
                },
            )
            .expect("renders");
        assert_eq!(html, "<a href='/a?b=&#39;c&#39;&amp;d'>&lt;script&gt;&quot;</a>");
    }

    #[test]
    fn money_shows_two_decimals() {
        assert_eq!(money(12_805), "£128.05");
    }
}
