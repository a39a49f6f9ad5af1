//! Rendering pages that say nothing without a browser: what is asked of a renderer and what it answers, the lines in
//! which both are told, and the client that starts Waymark's own. How a page is rendered is the desktop program's
//! (`waymark-desktop --render-worker`); what the answer means for a plan is not decided here.

mod answered;
mod device;
mod display;
mod error;
mod program;
mod protocol;
mod trial;
mod worker;

pub use device::Device;
pub use error::{LoadProblem, RenderError};
pub use protocol::{
    ARGUMENT, Answer, Ask, Busy, Cost, Denied, Greeting, MOST_OF_ELEMENT, PROTOCOL, Picture, RenderRequest,
    Rendered, SEATS, ScriptErrors, Sent, Timing,
};
pub use trial::{Act, Acted, Action, Fired, Held, Outcome, Trial, Tried};
pub use worker::Worker;

/// Something that shows a page and says what was there.
pub trait Renderer: Send + Sync {
    /// Shows one page as a new visitor with that device sees it, and tells of it when it has come to rest.
    fn render(&self, request: &RenderRequest) -> impl Future<Output = Result<Rendered, RenderError>> + Send;
}
