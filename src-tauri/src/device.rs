//! What scripts of a page are told of a device that is pretended: in rendered pages, and in the pane where a person chose
//! one. Width and user agent are the view's.

use waymark_audit::render::Device;

/// Built by `npm run build:page`.
const DEVICE: &str = include_str!("../../ui/page/dist/device.js");

/// The script, for the page's own world before its scripts.
#[must_use]
pub fn script(device: &Device) -> String {
    let told = serde_json::json!({ "width": device.width, "height": device.height, "touch": device.touch });
    format!("{{const waymarkDevice={told};{DEVICE}}}")
}
