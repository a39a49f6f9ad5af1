//! Pictures of elements on Linux: a snapshot of the visible page, cropped and made small enough to keep.

use gtk::cairo::{Context, Format, ImageSurface, Surface};
use gtk::gio::Cancellable;
use gtk::prelude::*;
use waymark_audit::render::MOST_OF_ELEMENT;
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

/// A picture that there are many of: in an audit's report, of every proof.
pub const SMALL: Size = Size { most: (360.0, 240.0), bytes: MOST_OF_ELEMENT };

/// What is painted over, and the line around it: grey on light pages and on dark ones.
const COVER: (f64, f64, f64) = (0.74, 0.76, 0.75);
const COVER_EDGE: (f64, f64, f64) = (0.52, 0.55, 0.53);

/// Takes the picture of a box `[x, y, width, height]` (CSS pixels of the viewport), with others painted over.
pub fn capture(view: &WebView, bounds: [f64; 4], covers: &[[f64; 4]], size: Size, done: PictureSink) {
    let width = f64::from(view.allocated_width().max(1));
    let zoom = view.zoom_level();
    let zoomed = move |[x, y, w, h]: [f64; 4]| [x * zoom, y * zoom, w * zoom, h * zoom];
    let covers: Vec<[f64; 4]> = covers.iter().copied().map(zoomed).collect();
    view.snapshot(SnapshotRegion::Visible, SnapshotOptions::NONE, None::<&Cancellable>, move |surface| {
        let png = surface.map_err(|error| PlatformError::Picture(error.to_string())).and_then(|surface| {
            crop(surface, zoomed(bounds), &covers, width, size)
                .map_err(|error| PlatformError::Picture(error.to_string()))
        });
        done(png);
    });
}

/// Paints over boxes on a picture of this box of the page, all in the snapshot's pixels, a little more rather than less.
/// On the picture and not on the snapshot, whose memory is not ours to write to.
fn cover(
    context: &Context,
    covers: &[[f64; 4]],
    [left, top, width, height]: [f64; 4],
) -> Result<(), gtk::cairo::Error> {
    for [x, y, w, h] in covers {
        // A line's width outside the picture is enough: what a page tells may be any number.
        let within = |place: f64, most: f64| place.clamp(-4.0, most + 4.0);
        let (x1, y1) = (within(x.floor() - 1.0 - left, width), within(y.floor() - 1.0 - top, height));
        let (x2, y2) =
            (within((x + w).ceil() + 1.0 - left, width), within((y + h).ceil() + 1.0 - top, height));
        if !(x2 > x1 && y2 > y1) {
            continue;
        }
        context.rectangle(x1, y1, x2 - x1, y2 - y1);
        let (red, green, blue) = COVER;
        context.set_source_rgb(red, green, blue);
        context.fill_preserve()?;
        let (red, green, blue) = COVER_EDGE;
        context.set_source_rgb(red, green, blue);
        context.set_line_width(2.0);
        context.stroke()?;
    }
    Ok(())
}

/// Cuts the box out of the snapshot. `width` is the view's, in the units of the box.
fn crop(
    surface: Surface,
    bounds: [f64; 4],
    covers: &[[f64; 4]],
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
    let covers: Vec<[f64; 4]> = covers.iter().map(|cover| cover.map(|length| length * scale)).collect();
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
        cover(&context, &covers, [left, top, right - left, bottom - top])?;
        drop(context);
        let mut png = Vec::new();
        cut.write_to_png(&mut png)?;
        if png.len() <= limit.bytes {
            return Ok(png);
        }
    }
    Err("the element is too colourful to be kept".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white page with something black at (50, 20), ten pixels wide and high, twice as sharp as its CSS pixels.
    fn page() -> Surface {
        let page = ImageSurface::create(Format::Rgb24, 400, 200).unwrap();
        let context = Context::new(&page).unwrap();
        context.set_source_rgb(1.0, 1.0, 1.0);
        context.paint().unwrap();
        context.set_source_rgb(0.0, 0.0, 0.0);
        context.rectangle(100.0, 40.0, 20.0, 20.0);
        context.fill().unwrap();
        Surface::clone(&page)
    }

    fn has_black(png: &[u8]) -> bool {
        let mut image = ImageSurface::create_from_png(&mut &*png).unwrap();
        image.data().unwrap().chunks(4).any(|pixel| pixel[..3].iter().all(|&part| part < 60))
    }

    #[test]
    fn what_is_to_be_covered_is_in_no_picture() {
        let bounds = [40.0, 10.0, 40.0, 40.0];
        let shown = crop(page(), bounds, &[], 200.0, SMALL).unwrap();
        assert!(has_black(&shown), "it is there without a cover");
        let covered = crop(page(), bounds, &[[50.0, 20.0, 10.0, 10.0]], 200.0, SMALL).unwrap();
        assert!(!has_black(&covered));
        let elsewhere = crop(page(), bounds, &[[70.0, 20.0, 10.0, 10.0]], 200.0, SMALL).unwrap();
        assert!(has_black(&elsewhere), "only what is meant is covered");
    }
}
