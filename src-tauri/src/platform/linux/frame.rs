//! The room of the shop's view in its pane: all of it, or as wide as a device. Where the pane is narrower than the device,
//! the page is shown smaller, so that it still has the device's width.

use std::sync::{Arc, Mutex, PoisonError};

use gtk::prelude::*;
use webkit2gtk::{WebView, WebViewExt};

/// Width and height in CSS pixels; all of the pane where absent.
pub type Size = Arc<Mutex<Option<(u16, u16)>>>;

/// Smaller than this nobody reads anything.
const SMALLEST: f64 = 0.25;

/// Puts the view into a frame of its own, which follows the pane and this size.
pub fn around(view: &WebView, size: &Size) -> gtk::Overlay {
    let frame = gtk::Overlay::new();
    // What is left beside a phone.
    frame.add(&gtk::Box::new(gtk::Orientation::Horizontal, 0));
    frame.add_overlay(view);
    let size = size.clone();
    frame.connect_get_child_position(move |frame, child| {
        let (width, height) = (frame.allocated_width().max(1), frame.allocated_height().max(1));
        let device = *size.lock().unwrap_or_else(PoisonError::into_inner);
        let (x, wide, high, zoom) = room(device, width, height);
        if let Some(view) = child.downcast_ref::<WebView>()
            && (view.zoom_level() - zoom).abs() > f64::EPSILON
        {
            view.set_zoom_level(zoom);
        }
        Some(gtk::Allocation::new(x, 0, wide, high))
    });
    frame
}

/// Where the view begins, how wide and high it is, and how large its page is shown.
fn room(device: Option<(u16, u16)>, width: i32, height: i32) -> (i32, i32, i32, f64) {
    let Some((device_width, device_height)) = device else { return (0, width, height, 1.0) };
    let wanted = i32::from(device_width);
    let zoom = (f64::from(width) / f64::from(wanted)).clamp(SMALLEST, 1.0);
    let wide = wanted.min(width);
    let high = ((f64::from(device_height) * zoom).round() as i32).min(height);
    ((width - wide) / 2, wide, high, zoom)
}

/// Has the frame of a view ask for its size again.
pub fn refit(view: &WebView) {
    if let Some(frame) = view.parent() {
        frame.queue_resize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_its_width_and_a_narrow_pane_shows_it_smaller() {
        assert_eq!(room(None, 880, 820), (0, 880, 820, 1.0));
        assert_eq!(room(Some((390, 844)), 880, 820), (245, 390, 820, 1.0));
        assert_eq!(room(Some((390, 844)), 880, 900), (245, 390, 844, 1.0));
        let (x, wide, high, zoom) = room(Some((1366, 900)), 683, 820);
        assert_eq!((x, wide, high), (0, 683, 450));
        assert!((f64::from(wide) / zoom - 1366.0).abs() < 0.5, "{zoom}");
    }
}
