//! Whether a content security policy (CSP Level 3) lets a script of a given address load, and lets scripts ask for a file
//! of a given address. Nonces and hashes depend on the tag itself; where a policy uses them, nothing is claimed.

use url::Url;
use waymark_identify::{Document, NodeId};

/// Policies of a page that are read.
const MOST: usize = 20;

/// Whether a policy keeps a script out of a page. Several policies in one header are separated by commas; each has to
/// allow it.
pub(super) fn blocks_script(policies: &str, page: &Url, script: &Url) -> bool {
    policies.split(',').any(|policy| blocks(policy, page, script))
}

/// The policies that stand in a page itself, each with its place: each is one, and binds what comes behind it. Only in the
/// head do they count.
pub(super) fn in_page(document: &Document) -> Vec<(NodeId, &str)> {
    let is_policy = |&node: &NodeId| {
        let names = document.attribute(node, "http-equiv");
        document.is_html(node, "meta")
            && names.is_some_and(|name| name.trim().eq_ignore_ascii_case("content-security-policy"))
            && document.ancestors(node).any(|above| document.is_html(above, "head"))
    };
    let policies = document.descendant_elements(document.root()).filter(is_policy);
    policies.filter_map(|node| Some((node, document.attribute(node, "content")?))).take(MOST).collect()
}

/// Whether one policy, which says nothing of others, keeps a script out of a page.
pub(super) fn blocks(policy: &str, page: &Url, script: &Url) -> bool {
    let Some(sources) = sources(policy, &["script-src-elem", "script-src", "default-src"]) else {
        return false;
    };
    let depends_on_the_tag = sources.iter().any(|source| {
        let source = source.to_ascii_lowercase();
        source.starts_with("'nonce-") || source.starts_with("'sha") || source == "'strict-dynamic'"
    });
    !depends_on_the_tag && !sources.iter().any(|source| allows(source, page, script))
}

/// Whether one policy keeps scripts of a page from asking for a file.
pub(super) fn blocks_asking(policy: &str, page: &Url, file: &Url) -> bool {
    sources(policy, &["connect-src", "default-src"])
        .is_some_and(|sources| !sources.iter().any(|source| allows(source, page, file)))
}

/// What the first of these directives that a policy has lets in.
fn sources<'policy>(policy: &'policy str, directives: &[&str]) -> Option<Vec<&'policy str>> {
    let named: Vec<(String, Vec<&str>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?.to_ascii_lowercase(), words.collect()))
        })
        .collect();
    directives
        .iter()
        .find_map(|wanted| named.iter().find(|(name, _)| name == wanted).map(|(_, sources)| sources.clone()))
}

fn allows(source: &str, page: &Url, script: &Url) -> bool {
    match source.to_ascii_lowercase().as_str() {
        "'self'" => page.origin() == script.origin(),
        "*" | "http:" => matches!(script.scheme(), "http" | "https"),
        "'none'" => false,
        scheme if scheme.ends_with(':') => scheme.trim_end_matches(':') == script.scheme(),
        _ => allows_host(source, page, script),
    }
}

fn allows_host(source: &str, page: &Url, script: &Url) -> bool {
    let (scheme, rest) = match source.split_once("://") {
        Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
        None => (None, source),
    };
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    // Paths are told apart by case, hosts are not.
    let authority = authority.to_ascii_lowercase();
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority.as_str(), None),
    };
    let wanted = scheme.as_deref().unwrap_or_else(|| page.scheme());
    let actual = script.host_str().unwrap_or_default();
    let fits_scheme = script.scheme() == wanted || (wanted == "http" && script.scheme() == "https");
    let fits_host = match host.strip_prefix("*.") {
        Some(parent) => actual.strip_suffix(parent).is_some_and(|start| start.ends_with('.')),
        None => actual == host,
    };
    let fits_port = match port {
        Some("*") => true,
        Some(port) => script.port_or_known_default().is_some_and(|actual| port == actual.to_string()),
        None => script.port().is_none(),
    };
    let fits_path = path.is_empty() || {
        let wanted = format!("/{path}");
        if path.ends_with('/') { script.path().starts_with(&wanted) } else { script.path() == wanted }
    };
    fits_scheme && fits_host && fits_port && fits_path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_has_rules_of_its_own() -> Result<(), url::ParseError> {
        let page = Url::parse("https://shop.example/")?;
        let file = Url::parse("https://cdn.host.example/v1/s/current.json")?;
        for (policy, is_blocked) in [
            ("", false),
            ("script-src 'self'", false),
            ("connect-src 'self'", true),
            ("connect-src 'self' cdn.host.example", false),
            ("default-src 'self'; connect-src *", false),
            ("default-src 'self'; script-src *", true),
        ] {
            assert_eq!(blocks_asking(policy, &page, &file), is_blocked, "{policy}");
        }
        Ok(())
    }

    #[test]
    fn policies_are_read_as_browsers_read_them() -> Result<(), url::ParseError> {
        let page = Url::parse("https://shop.example/")?;
        let script = Url::parse("https://cdn.host.example/v1/s/waymark.js")?;
        for (policy, is_blocked) in [
            ("", false),
            ("img-src 'self'", false),
            ("default-src 'self'", true),
            ("script-src 'none'", true),
            ("script-src 'self' cdn.host.example", false),
            ("script-src https://*.host.example", false),
            ("script-src https://*.example", false),
            ("script-src https://host.example", true),
            ("script-src *", false),
            ("script-src https:", false),
            ("script-src http://cdn.host.example", false),
            ("script-src cdn.host.example:8443", true),
            ("script-src cdn.host.example/v1/", false),
            ("script-src cdn.host.example/v2/", true),
            ("script-src http:", false),
            ("script-src CDN.host.example/v1/", false),
            ("script-src cdn.host.example/V1/", true),
            ("script-src 'nonce-abc'", false),
            ("default-src *; script-src 'self'", true),
            ("default-src 'self'; script-src-elem *", false),
            ("script-src *, script-src 'self'", true),
        ] {
            assert_eq!(blocks_script(policy, &page, &script), is_blocked, "{policy}");
        }
        Ok(())
    }
}
