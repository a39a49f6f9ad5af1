//! Visits: who is who by cookie, each with its own cart and login, kept while the shop runs.
//!
//! The cookie is set on the first page of a visit, so that two browsers, or two profiles of one, can be told apart
//! from the server's side.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cart::Cart;

/// Name of the cookie that holds a session's id.
pub const COOKIE: &str = "_hollin_session";
/// Crawlers keep no cookies and begin a session with every page; the oldest ones are forgotten.
const MOST_SESSIONS: usize = 500;

/// One visit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Session {
    pub cart: Cart,
    pub customer: Option<Customer>,
    pub wishlist: Vec<String>,
    pub subscribed: Option<String>,
    pages: u32,
}

/// Somebody who can log in.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Customer {
    pub name: String,
    pub email: String,
}

/// What the server knows about one visit, for assertions from outside a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SessionView {
    /// The value of the session's cookie.
    pub id: String,
    /// Pieces in the cart, all lines together.
    pub cart_count: u32,
    /// The cart's total in pence, after discount.
    pub cart_total: u32,
    /// Whether somebody is logged in.
    pub logged_in: bool,
    /// With which address.
    pub email: Option<String>,
    /// Address given to the newsletter, if any.
    pub subscribed: Option<String>,
    /// Handles of the products on the wish list.
    pub wishlist: Vec<String>,
    /// Requests answered with this cookie, pictures and assets not counted.
    pub requests: u32,
}

/// All sessions by id. Ids are time-ordered, so the first is the oldest.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    by_id: BTreeMap<String, Session>,
}

impl Sessions {
    /// Counts a request to the session of the cookie, or begins one. Gives its id and whether it is new.
    pub(crate) fn enter(&mut self, cookie: Option<&str>) -> (String, bool) {
        if let Some(id) = cookie
            && let Some(session) = self.by_id.get_mut(id)
        {
            session.pages += 1;
            return (id.to_owned(), false);
        }
        if self.by_id.len() >= MOST_SESSIONS {
            self.by_id.pop_first();
        }
        let id = uuid::Uuid::now_v7().simple().to_string();
        self.by_id.insert(id.clone(), Session { pages: 1, ..Session::default() });
        (id, true)
    }

    /// The session of an id; an empty new one if it has been forgotten meanwhile.
    pub(crate) fn get(&mut self, id: &str) -> &mut Session {
        self.by_id.entry(id.to_owned()).or_default()
    }

    pub(crate) fn views(&self) -> Vec<SessionView> {
        self.by_id.iter().map(|(id, session)| session.view(id)).collect()
    }
}

impl Session {
    /// Puts a product on the wish list or takes it off; tells whether it is on it now.
    pub(crate) fn toggle_wish(&mut self, handle: &str) -> bool {
        if let Some(index) = self.wishlist.iter().position(|wished| wished == handle) {
            self.wishlist.remove(index);
            return false;
        }
        self.wishlist.push(handle.to_owned());
        true
    }

    fn view(&self, id: &str) -> SessionView {
        let sums = self.cart.sums();
        SessionView {
            id: id.to_owned(),
            cart_count: sums.count,
            cart_total: sums.total,
            logged_in: self.customer.is_some(),
            email: self.customer.as_ref().map(|customer| customer.email.clone()),
            subscribed: self.subscribed.clone(),
            wishlist: self.wishlist.clone(),
            requests: self.pages,
        }
    }
}
