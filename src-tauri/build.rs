//! Build script of the shell: lets Tauri read its configuration, capabilities and permissions, and finds the
//! scripts for the shop's page, which npm builds beforehand.

use std::path::Path;

const SCRIPTS: [&str; 3] = ["ui/page/dist/picker.js", "ui/page/dist/rest.js", "ui/page/dist/device.js"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    for script in SCRIPTS {
        println!("cargo:rerun-if-changed={script}");
        if !Path::new(script).is_file() {
            return Err(format!("{script} is missing: run `npm ci && npm run build:page` first").into());
        }
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
        );
    tauri_build::try_build(attributes)?;
    Ok(())
}
