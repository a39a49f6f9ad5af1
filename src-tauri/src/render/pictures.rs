//! Pictures of a page that came to rest: all of it, or one element as the pane takes it, smaller.

use std::time::Duration;

use gtk::cairo::ImageSurface;
use gtk::glib;
use tokio::sync::oneshot;
use waymark_app::pane::{Command, Report};
use waymark_audit::render::Picture;
use waymark_model::Selector;
use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebViewExt};

use super::view::{View, within};
use crate::platform::linux::picture;

/// A picture takes no longer, in milliseconds.
const LIMIT: u32 = 5_000;
/// The element has come into view, and what showed it is gone from the page.
const PAINTED: Duration = Duration::from_millis(120);

/// The pictures, one after the other.
pub async fn all(view: &mut View, wanted: &[Picture]) -> Vec<Option<Vec<u8>>> {
    let mut taken = Vec::with_capacity(wanted.len());
    for picture in wanted {
        taken.push(take(view, picture).await);
    }
    taken
}

/// The PNG; nothing where there is nothing to see.
async fn take(view: &mut View, wanted: &Picture) -> Option<Vec<u8>> {
    match wanted {
        Picture::Page => within(LIMIT, whole(view)).await?,
        Picture::Element { selectors } => {
            let bounds = within(LIMIT, reveal(view, selectors)).await??;
            glib::timeout_future(PAINTED).await;
            let (sender, receiver) = oneshot::channel();
            picture::capture(
                view.webkit(),
                bounds,
                &[],
                picture::SMALL,
                Box::new(move |png| drop(sender.send(png.ok()))),
            );
            within(LIMIT, receiver).await?.ok()?
        }
    }
}

async fn whole(view: &View) -> Option<Vec<u8>> {
    let (region, options) = (SnapshotRegion::FullDocument, SnapshotOptions::NONE);
    let surface = view.webkit().snapshot_future(region, options).await.ok()?;
    let mut png = Vec::new();
    ImageSurface::try_from(surface).ok()?.write_to_png(&mut png).ok()?;
    Some(png)
}

/// Scrolls the first visible match into view; its box there.
async fn reveal(view: &mut View, selectors: &[Selector]) -> Option<[f64; 4]> {
    let request = view.number();
    view.command(&Command::Outline { request, selectors: selectors.to_vec(), reveal: true });
    let bounds = loop {
        match view.report().await? {
            Report::Matches { request: asked, bounds, .. } if asked == request => break bounds,
            _ => {}
        }
    };
    view.command(&Command::Clear);
    bounds
}
