//! Getting a plan to where the shop loads it from: the places, what differs from what is live there, going live, going
//! back, and saying what is live. The network is asked by an [`Errand`], which keeps nobody from using the app; what
//! came of it is told to the app afterwards. How files reach a place is `waymark_publish`'s.

mod aftermath;
mod azure;
mod catching_up;
pub(crate) mod changes;
mod delivery;
mod door;
mod errand;
mod finding;
mod gone;
mod guide;
mod history;
mod installation;
mod keeping;
mod kept;
mod known;
mod live;
mod order;
mod preview;
mod publication;
mod removing;
mod review;
mod served;
pub(crate) mod shop_page;
mod stops;
mod targets;
mod undelivered;
mod unseen;
pub(crate) mod words;

pub use aftermath::{Aftermath, Before, Onward, Undo};
pub use door::{Progress, Unwatched};
pub use errand::{Done, Errand, Look};
pub use gone::TakingOut;
pub use installation::{Installations, is_loaded_from};
pub use live::LiveRevision;
pub use order::Order;
pub use preview::{Previewed, Remembered};
pub use publication::{Audience, Desk, publish_all};
pub use served::{Fault, OnShop, fault, look_at_shop, serving};
pub use stops::{Stop, Stops};
pub use targets::{LeftPreview, Secret};
