//! Where things lie, and what cargo says about the packages here.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::process;

/// The repository's root folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Files of the repository that are not ignored, relative to the root, whether committed or not.
pub fn files() -> Result<Vec<String>> {
    let listed = process::read(&mut process::program(
        "git",
        &["ls-files", "-co", "--exclude-standard", "--deduplicate"],
    ))?;
    Ok(listed.lines().filter(|file| root().join(file).is_file()).map(str::to_owned).collect())
}

/// Text of a file of the repository; bytes that are not UTF-8 are replaced.
pub fn text(file: &str) -> Result<String> {
    let path = root().join(file);
    let bytes = std::fs::read(&path).map_err(Error::file(&path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The part of `cargo metadata` that the checks need.
#[derive(Deserialize)]
pub struct Metadata {
    /// All packages of all platforms.
    pub packages: Vec<Package>,
    /// Ids of the packages that live here.
    pub workspace_members: Vec<String>,
    resolve: Resolve,
}

/// One package.
#[derive(Deserialize)]
pub struct Package {
    /// Cargo's identity of it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// SPDX expression.
    pub license: Option<String>,
    /// Registry; absent for a path.
    pub source: Option<String>,
    /// Its `Cargo.toml`.
    pub manifest_path: PathBuf,
    /// What it names as dependencies.
    pub dependencies: Vec<Dependency>,
}

/// One named dependency.
#[derive(Deserialize)]
pub struct Dependency {
    /// Package name.
    pub name: String,
    /// `dev`, `build`, or absent for a normal one.
    pub kind: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<NodeDependency>,
}

#[derive(Deserialize)]
struct NodeDependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

impl Metadata {
    /// Asks cargo.
    pub fn read() -> Result<Self> {
        let json = process::read(&mut process::cargo(&["metadata", "--format-version", "1", "--locked"]))?;
        serde_json::from_str(&json).map_err(Error::json("cargo metadata"))
    }

    /// The packages that live here.
    pub fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }

    /// Names of all packages that a package needs at run time, directly or not, each with one way to it.
    pub fn normal_tree(&self, id: &str) -> HashMap<String, Vec<String>> {
        let nodes: HashMap<&str, &Node> = self.resolve.nodes.iter().map(|node| (&*node.id, node)).collect();
        let names: HashMap<&str, &str> =
            self.packages.iter().map(|package| (&*package.id, &*package.name)).collect();
        let mut ways: HashMap<String, Vec<String>> = HashMap::new();
        let mut open = vec![(id, Vec::<String>::new())];
        while let Some((id, way)) = open.pop() {
            for dependency in nodes.get(id).map_or(&[][..], |node| &node.deps) {
                let normal = dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
                let name = names.get(&*dependency.pkg).copied().unwrap_or_default();
                if normal && !ways.contains_key(name) {
                    let mut longer = way.clone();
                    longer.push(name.to_owned());
                    ways.insert(name.to_owned(), longer.clone());
                    open.push((&dependency.pkg, longer));
                }
            }
        }
        ways
    }
}
