//! Whether the page that was asked for arrives. A web view may lose a load that follows another too closely: it
//! then shows nothing, loads nothing, and tells of no failure. Such a load is asked for again, once. Asking is the
//! pane's.

use crate::platform::{PageState, Step};

/// The address that was asked for last, until something is shown.
#[derive(Debug, Default)]
pub struct Arrival {
    asked: Option<String>,
    /// The view said since that it is loading; what it said before is about something else.
    loading: bool,
}

impl Arrival {
    /// The pane is told to do this.
    pub fn ask(&mut self, step: &Step) {
        self.loading = false;
        self.asked = match step {
            Step::Address(address) => Some(address.clone()),
            _ => None,
        };
    }

    /// The address of a load that got lost, as the state of the view tells; each is told once.
    pub fn lost(&mut self, state: &PageState) -> Option<String> {
        self.loading |= state.loading;
        if state.loading || !self.loading {
            return None;
        }
        self.asked.take().filter(|_| state.url.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(url: &str, loading: bool) -> PageState {
        PageState { url: url.to_owned(), loading, ..PageState::default() }
    }

    fn asked() -> Arrival {
        let mut arrival = Arrival::default();
        arrival.ask(&Step::Address("https://shop.example/".into()));
        arrival
    }

    #[test]
    fn a_load_that_ends_in_nothing_is_lost_once() {
        let mut arrival = asked();
        assert_eq!(arrival.lost(&state("https://shop.example/", true)), None);
        assert_eq!(arrival.lost(&state("", false)), Some("https://shop.example/".into()));
        assert_eq!(arrival.lost(&state("", false)), None);
    }

    #[test]
    fn a_page_that_is_there_is_not_lost() {
        let mut arrival = asked();
        assert_eq!(arrival.lost(&state("", true)), None);
        assert_eq!(arrival.lost(&state("https://shop.example/", false)), None);
        assert_eq!(arrival.lost(&state("", false)), None);
    }

    #[test]
    fn what_was_said_before_the_load_began_is_about_something_else() {
        let mut arrival = asked();
        assert_eq!(arrival.lost(&state("", false)), None);
        assert_eq!(arrival.lost(&state("", true)), None);
        assert!(arrival.lost(&state("", false)).is_some());
    }

    #[test]
    fn what_was_stopped_is_not_lost() {
        let mut arrival = asked();
        arrival.ask(&Step::Stop);
        assert_eq!(arrival.lost(&state("", false)), None);
    }
}
