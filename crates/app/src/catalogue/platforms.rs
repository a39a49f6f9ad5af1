//! What a shop runs on, in words.

use waymark_catalogue::platform::{Kind, Platform};

use crate::view::{PlatformKind, PlatformView};

pub(super) fn platform_view(platform: Platform) -> PlatformView {
    let (kind, name) = match platform.kind {
        Kind::Shopify => (PlatformKind::Shopify, "Shopify"),
        Kind::WooCommerce => (PlatformKind::WooCommerce, "WooCommerce"),
        Kind::Magento => (PlatformKind::Magento, "Magento"),
        Kind::PrestaShop => (PlatformKind::PrestaShop, "PrestaShop"),
        Kind::OpenCart => (PlatformKind::OpenCart, "OpenCart"),
        Kind::Custom => (PlatformKind::Custom, "Custom shop"),
    };
    let joined = |parts: [Option<&str>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let named = joined([Some(name), platform.version.as_deref()]);
    let words = match platform.theme.as_deref() {
        Some(theme) => {
            format!("{named}, theme {}", joined([Some(theme), platform.theme_version.as_deref()]))
        }
        None => named,
    };
    PlatformView {
        kind,
        words,
        version: platform.version,
        theme: platform.theme,
        theme_version: platform.theme_version,
        reason: platform.reason,
    }
}
