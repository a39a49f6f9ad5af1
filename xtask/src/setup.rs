//! Installing what is missing on a bare Debian 12 with Rust and Node. Every step first looks whether there is
//! anything to do, so that commands can call it every time; nothing is upgraded or removed.

use std::path::Path;

use crate::error::{Error, Result};
use crate::process::{program, read, run, succeeds};
use crate::workspace::{root, target};

/// What a build of the app links against.
const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// What shows, drives and watches the app where there is no display.
const DISPLAY: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "openbox",
    "xdotool",
    "x11-utils",
    "imagemagick",
    "chromium",
    "fonts-dejavu-core",
];
/// What the checks need besides: virtual environments, a C compiler for the Windows type check, a keyring.
const CHECKS: &[&str] = &["python3-venv", "gcc-mingw-w64-x86-64", "gnome-keyring", "dbus"];
/// What `waymark-host` is measured against, and with.
const SERVING: &[&str] = &["nginx-light", "wrk"];
/// Where EverShop keeps its data.
const DATABASE: &[&str] = &["postgresql"];
/// EverShop, which is installed below the target folder and nowhere else.
const EVERSHOP: &str = "tests/shops/evershop";
/// Azure Blob Storage for the tests of `publish`: hundreds of packages that the app has nothing to do with.
const AZURITE: &str = "tests/peers/azurite";
/// Platforms that are type-checked from here, and the components the checks call.
const RUST_TARGETS: &[&str] = &["x86_64-pc-windows-gnu", "aarch64-apple-darwin"];
const RUST_COMPONENTS: &[&str] = &["clippy", "rustfmt"];

/// For building the app.
pub fn for_building() -> Result {
    packages(BUILD)?;
    npm(".")
}

/// For building it and driving it without a display.
pub fn for_driving() -> Result {
    for_building()?;
    packages(DISPLAY)
}

/// For measuring how fast the host serves.
pub fn for_serving() -> Result {
    packages(SERVING)
}

/// For driving the app on EverShop: hundreds of packages, which nothing else needs.
pub fn for_evershop() -> Result {
    for_driving()?;
    packages(DATABASE)?;
    let home = target().join("evershop/shop");
    std::fs::create_dir_all(&home).map_err(Error::file(&home))?;
    let (wanted, there) = (root().join(EVERSHOP), home.join("package-lock.json"));
    let lock = std::fs::read(wanted.join("package-lock.json")).map_err(Error::file(&wanted))?;
    if !std::fs::read(&there).is_ok_and(|there| there == lock) {
        // What was built of other packages is built anew.
        let built = home.join(".evershop");
        if built.exists() {
            std::fs::remove_dir_all(&built).map_err(Error::file(&built))?;
        }
        for file in ["package.json", "package-lock.json"] {
            let to = home.join(file);
            std::fs::copy(wanted.join(file), &to).map_err(Error::file(&to))?;
        }
    }
    npm(&home.to_string_lossy())
}

/// For everything that `cargo xtask test` does.
pub fn everything() -> Result {
    for_driving()?;
    packages(CHECKS)?;
    rust()?;
    npm(AZURITE)?;
    python("oscar", "tests/shops/oscar/requirements.txt")?;
    python("moto", "tests/peers/moto/requirements.txt")
}

fn packages(wanted: &[&str]) -> Result {
    if !Path::new("/usr/bin/dpkg-query").exists() {
        // Not Debian: whatever is missing will say so itself when it is called.
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut install = vec!["apt-get", "install", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    let is_root = read(&mut program("id", &["-u"]))?.trim() == "0";
    if !is_root && !succeeds(&mut program("sudo", &["--non-interactive", "true"])) {
        return Err(Error::Missing(format!(
            "please run this as root, then try again: {}",
            install.join(" ")
        )));
    }
    let as_root = |words: &[&str]| {
        let words = if is_root { words.to_vec() } else { [&["sudo"], words].concat() };
        let mut command = program(words[0], &words[1..]);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut command)
    };
    as_root(&["apt-get", "update", "--quiet"])?;
    as_root(&install)
}

fn is_installed(package: &str) -> bool {
    read(&mut program("dpkg-query", &["--show", "--showformat=${db:Status-Status} ", package]))
        .is_ok_and(|status| status.split(' ').any(|word| word == "installed"))
}

/// The packages that a folder's lock names.
fn npm(folder: &str) -> Result {
    let folder = root().join(folder);
    let changed = |file: &str| folder.join(file).metadata().and_then(|data| data.modified()).ok();
    // npm writes this file last; it is older than the lock only when the lock changed since.
    if changed("node_modules/.package-lock.json") >= changed("package-lock.json") {
        return Ok(());
    }
    run(program("npm", &["ci", "--no-fund", "--no-audit"]).current_dir(&folder))
}

fn rust() -> Result {
    let installed = read(&mut program("rustup", &["target", "list", "--installed"]))?;
    for wanted in RUST_TARGETS.iter().filter(|wanted| !installed.lines().any(|line| line == **wanted)) {
        run(&mut program("rustup", &["target", "add", wanted]))?;
    }
    let installed = read(&mut program("rustup", &["component", "list", "--installed"]))?;
    for wanted in RUST_COMPONENTS.iter().filter(|wanted| !installed.contains(**wanted)) {
        run(&mut program("rustup", &["component", "add", wanted]))?;
    }
    Ok(())
}

/// A virtual environment of Python packages, below the target folder under its own name.
fn python(name: &str, requirements: &str) -> Result {
    let wanted = root().join(requirements);
    let done = target().join(name).join("requirements.txt");
    let requirements = std::fs::read(&wanted).map_err(Error::file(&wanted))?;
    if std::fs::read(&done).is_ok_and(|installed| installed == requirements) {
        return Ok(());
    }
    let folder = target().join(name).to_string_lossy().into_owned();
    run(&mut program("python3", &["-m", "venv", "--clear", &folder]))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(program(&format!("{folder}/bin/python"), &pip).arg(&wanted))?;
    std::fs::write(&done, requirements).map_err(Error::file(&done))
}
