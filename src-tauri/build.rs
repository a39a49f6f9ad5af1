//! Build script of the shell: lets Tauri read its configuration, capabilities and permissions, and finds the
//! picker script, which npm builds beforehand.

use std::path::Path;

const PICKER: &str = "ui/page/dist/picker.js";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed={PICKER}");
    if !Path::new(PICKER).is_file() {
        return Err(format!("{PICKER} is missing: run `npm ci && npm run build:page` first").into());
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
        );
    tauri_build::try_build(attributes)?;
    Ok(())
}
