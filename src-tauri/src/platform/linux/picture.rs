//! Pictures of elements on Linux: a snapshot of the visible page, cropped and made small enough to keep.

use gtk::cairo::{Context, Format, ImageSurface, Surface};
use gtk::gio::Cancellable;
use gtk::prelude::*;
use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebView, WebViewExt};

use crate::platform::{PictureSink, PlatformError};

/// Space left around the element, in CSS pixels, so that one sees where it belongs.
const MARGIN: f64 = 12.0;
/// What is larger as PNG than it may be is made smaller by this, so often, before it is given up.
const SMALLER: f64 = 0.7;
const TRIES: i32 = 6;

/// No picture is larger than this; larger ones are scaled down.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Width and height in device pixels.
    pub most: (f64, f64),
    /// Bytes of the PNG.
    pub bytes: usize,
}

/// A picture that is kept with its event.
pub const KEPT: Size = Size { most: (640.0, 400.0), bytes: usize::MAX };

/// Takes the picture of a box `[x, y, width, height]` (CSS pixels of the viewport).
pub fn capture(view: &WebView, bounds: [f64; 4], size: Size, done: PictureSink) {
    let width = f64::from(view.allocated_width().max(1));
    let zoom = view.zoom_level();
    view.snapshot(SnapshotRegion::Visible, SnapshotOptions::NONE, None::<&Cancellable>, move |surface| {
        let png = surface.map_err(|error| PlatformError::Picture(error.to_string())).and_then(|surface| {
            crop(surface, bounds.map(|length| length * zoom), width, size)
                .map_err(|error| PlatformError::Picture(error.to_string()))
        });
        done(png);
    });
}

/// Cuts the box out of the snapshot. `width` is the view's, in the units of the box.
fn crop(
    surface: Surface,
    bounds: [f64; 4],
    width: f64,
    limit: Size,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let page = ImageSurface::try_from(surface).map_err(|_| "the snapshot is no image")?;
    page.set_device_scale(1.0, 1.0);
    let (page_width, page_height) = (f64::from(page.width()), f64::from(page.height()));
    let scale = page_width / width;
    let [x, y, w, h] = bounds;
    let left = ((x - MARGIN) * scale).clamp(0.0, page_width);
    let top = ((y - MARGIN) * scale).clamp(0.0, page_height);
    let right = ((x + w + MARGIN) * scale).clamp(left, page_width);
    let bottom = ((y + h + MARGIN) * scale).clamp(top, page_height);
    if right - left < 1.0 || bottom - top < 1.0 {
        return Err("the element is not on the visible part of the page".into());
    }
    let (most_wide, most_high) = limit.most;
    let fits = (most_wide / (right - left)).min(most_high / (bottom - top)).min(1.0);
    for shrink in (0..TRIES).map(|tries| fits * SMALLER.powi(tries)) {
        let size = |length: f64| ((length * shrink).round() as i32).max(1);
        let cut = ImageSurface::create(Format::Rgb24, size(right - left), size(bottom - top))?;
        let context = Context::new(&cut)?;
        context.scale(shrink, shrink);
        context.set_source_surface(&page, -left, -top)?;
        context.paint()?;
        drop(context);
        let mut png = Vec::new();
        cut.write_to_png(&mut png)?;
        if png.len() <= limit.bytes {
            return Ok(png);
        }
    }
    Err("the element is too colourful to be kept".into())
}
