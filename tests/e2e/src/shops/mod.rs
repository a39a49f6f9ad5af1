//! Shops that the app is tried on. `small` is ours, made of the cases that are hard to pick; `hostile` fights
//! back; `oscar` and `evershop` are real ones that nobody here wrote. All are on loopback and end with their value.

pub mod evershop;
pub mod hostile;
pub mod oscar;
pub mod server;
pub mod small;
