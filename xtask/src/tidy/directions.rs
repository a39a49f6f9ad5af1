//! Which package may need which: shell and cli -> app -> {store, publish, audit, tell} -> catalogue -> {compile, identify}
//! -> model.
//! Tests of a package may use what they like.

use super::super::workspace::{Metadata, Package};

/// Layers from the bottom. A package may need packages of lower layers only, not of its own.
const LAYERS: &[&[&str]] = &[
    &["waymark-model"],
    &["waymark-compile", "waymark-identify"],
    &["waymark-catalogue"],
    &["waymark-store", "waymark-publish", "waymark-audit", "waymark-tell"],
    &["waymark-app"],
    &["waymark-cli", "waymark-desktop"],
];
/// The demo shop knows nothing of Waymark, and only programs serve it.
const DEMO: &str = "waymark-demo";
const DEMO_USERS: &[&str] = &["waymark-cli", "waymark-desktop"];
/// The host is talked to over the network only: it needs nobody, and nobody needs it.
const APART: &str = "waymark-host";
/// Programs for building and testing: nobody may need them, and they see the product from outside.
/// Only what measures the product's own crates from within may need them.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("waymark-audit-bench", &["waymark-audit", "waymark-identify", "waymark-model"]),
    ("waymark-drift", &["waymark-app", "waymark-demo", "waymark-identify", "waymark-model"]),
    ("waymark-e2e", &[]),
    ("xtask", &[]),
];

/// Names that may appear in no normal dependency tree under `crates/`.
const NO_WINDOWS: &[&str] = &["tauri", "wry", "tao", "gtk", "webkit2gtk"];
/// Names that may appear in no normal dependency tree of a pure crate.
const NO_EFFECTS: &[&str] = &["tokio", "rusqlite", "reqwest", "hyper", "mio", "axum", "rand", "uuid"];
const PURE: &[&str] = &["waymark-model", "waymark-identify", "waymark-compile", "waymark-catalogue"];

/// Direct dependencies that point the wrong way, and packages that have no place yet.
pub fn directions(metadata: &Metadata) -> Vec<String> {
    let members: Vec<&str> = metadata.members().map(|package| &*package.name).collect();
    let mut findings = Vec::new();
    for package in metadata.members() {
        let has_place = layer(&package.name).is_some()
            || [DEMO, APART].contains(&&*package.name)
            || outside(&package.name).is_some();
        if !has_place {
            findings
                .push(format!("{} has no layer: give it one in xtask/src/tidy/directions.rs", package.name));
            continue;
        }
        let needed =
            package.dependencies.iter().filter(|dependency| dependency.kind.as_deref() != Some("dev"));
        for dependency in needed.filter(|dependency| members.contains(&&*dependency.name)) {
            if !may_need(&package.name, &dependency.name) {
                findings.push(format!("{} must not need {}", package.name, dependency.name));
            }
        }
    }
    findings
}

fn may_need(package: &str, needed: &str) -> bool {
    if let Some(allowed) = outside(package) {
        return allowed.contains(&needed);
    }
    if needed == DEMO {
        return DEMO_USERS.contains(&package);
    }
    match (layer(package), layer(needed)) {
        (Some(own), Some(other)) => other < own,
        _ => false,
    }
}

fn layer(package: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&package))
}

fn outside(package: &str) -> Option<&'static [&'static str]> {
    OUTSIDE.iter().find(|(name, _)| *name == package).map(|(_, allowed)| *allowed)
}

/// Dependency trees that hold what they must not.
pub fn purity(metadata: &Metadata) -> Vec<String> {
    let mut findings = Vec::new();
    for package in metadata.members() {
        let mut forbidden: Vec<&str> = Vec::new();
        if lies_under_crates(package) {
            forbidden.extend(NO_WINDOWS);
        }
        if PURE.contains(&&*package.name) {
            forbidden.extend(NO_EFFECTS);
        }
        if forbidden.is_empty() {
            continue;
        }
        let tree = metadata.normal_tree(&package.id);
        for name in forbidden {
            if let Some(way) = tree.get(name) {
                findings.push(format!("{} must not need {name}: {}", package.name, way.join(" -> ")));
            }
        }
    }
    findings
}

fn lies_under_crates(package: &Package) -> bool {
    package.manifest_path.starts_with(crate::workspace::root().join("crates"))
}

#[cfg(test)]
mod tests {
    use super::may_need;

    #[test]
    fn a_package_may_need_lower_layers_only() {
        assert!(may_need("waymark-app", "waymark-store"));
        assert!(may_need("waymark-desktop", "waymark-model"));
        assert!(!may_need("waymark-store", "waymark-app"));
        assert!(!may_need("waymark-store", "waymark-audit"));
        assert!(!may_need("waymark-model", "waymark-identify"));
    }

    #[test]
    fn only_programs_serve_the_demo_shop() {
        assert!(may_need("waymark-cli", "waymark-demo"));
        assert!(!may_need("waymark-app", "waymark-demo"));
        assert!(!may_need("waymark-demo", "waymark-model"));
    }

    #[test]
    fn the_host_stands_apart() {
        assert!(!may_need("waymark-host", "waymark-model"));
        assert!(!may_need("waymark-desktop", "waymark-host"));
        assert!(!may_need("waymark-publish", "waymark-host"));
    }

    #[test]
    fn nobody_needs_the_tests() {
        assert!(!may_need("waymark-e2e", "waymark-demo"));
        assert!(!may_need("waymark-e2e", "waymark-app"));
        assert!(!may_need("waymark-cli", "waymark-e2e"));
        assert!(!may_need("xtask", "waymark-model"));
    }
}
