//! How long a start takes: from the driver being asked to start the app until the panel is drawn and answers,
//! as the driver sees it. The driver's own time is in it, so the app is somewhat faster than this says.

use std::time::SystemTime;

use super::{Figure, spread};
use crate::app::App;
use crate::error::Result;

const TIMES: usize = 5;

/// Starts the app several times.
pub async fn measure() -> Result<Vec<Figure>> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let app = App::start("bench-start").await?;
        app.painted().await?;
        let took = SystemTime::now().duration_since(app.session()?.asked()).unwrap_or_default();
        times.push(took.as_secs_f64() * 1000.0);
    }
    Ok(vec![spread("start to usable panel", &times, "ms", "under 1000 ms, release build")])
}
