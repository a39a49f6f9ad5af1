//! The use cases: one function each, called by the shell and the command line, which hold no rules of their
//! own. Knows the store, the compiler, identity and the network, and nothing of Tauri or of windows.

pub mod address;
pub mod arrival;
pub mod auditing;
mod checking;
pub mod clock;
pub mod data_folder;
pub mod delivering;
mod drafting;
mod editing;
mod error;
pub mod evaluating;
pub mod exporting;
pub mod failure;
mod findings;
pub mod formats;
pub mod importing;
mod labels;
pub mod navigation;
pub mod pane;
mod parameters;
mod pending;
mod pictures;
pub mod plans;
pub mod proving;
pub mod publishing;
pub mod reports;
mod settings;
pub mod shops;
mod shown;
mod state;
mod suggesting;
mod triggers;
pub mod vault;
pub mod view;
pub mod words;

pub use arrival::{Arrival, find_shop};
pub use clock::{Clock, system_clock};
pub use data_folder::data_folder;
pub use error::AppError;
pub use failure::{Code, Failure};
pub use reports::parse_report;
pub use state::{App, Outside};
pub use waymark_audit::Prober;
pub use waymark_compile::TestSettings;
pub use waymark_compile::formats::LossKind;
