//! What all requests share: the edition shown, the sessions, the accounts, the templates.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use crate::edition::Edition;
use crate::error::DemoError;
use crate::render::Templates;
use crate::session::{Customer, Session, Sessions};

/// An account that exists from the start.
pub const DEMO_EMAIL: &str = "robin@example.com";
/// Its password.
pub const DEMO_PASSWORD: &str = "hillwalk";

#[derive(Debug)]
pub(crate) struct Shop {
    edition: RwLock<Edition>,
    sessions: Mutex<Sessions>,
    accounts: Mutex<BTreeMap<String, Account>>,
    pub templates: Templates,
}

#[derive(Debug)]
struct Account {
    name: String,
    password: String,
}

impl Shop {
    pub(crate) fn new(edition: Edition) -> Result<Self, DemoError> {
        let robin = Account { name: "Robin".to_owned(), password: DEMO_PASSWORD.to_owned() };
        Ok(Self {
            edition: RwLock::new(edition),
            sessions: Mutex::default(),
            accounts: Mutex::new(BTreeMap::from([(DEMO_EMAIL.to_owned(), robin)])),
            templates: Templates::load()?,
        })
    }

    pub(crate) fn edition(&self) -> Edition {
        *self.edition.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_edition(&self, edition: Edition) {
        *self.edition.write().unwrap_or_else(PoisonError::into_inner) = edition;
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, Sessions> {
        lock(&self.sessions)
    }

    /// Runs something on one session; no other request sees it half done.
    pub(crate) fn with_session<T>(&self, id: &str, act: impl FnOnce(&mut Session) -> T) -> T {
        act(self.sessions().get(id))
    }

    /// The customer of an address and password.
    pub(crate) fn authenticate(&self, email: &str, password: &str) -> Option<Customer> {
        let email = email.trim().to_lowercase();
        let accounts = lock(&self.accounts);
        let account = accounts.get(&email).filter(|account| account.password == password)?;
        Some(Customer { name: account.name.clone(), email })
    }

    /// Opens an account; `None` if the address has one or is not an address.
    pub(crate) fn register(&self, name: &str, email: &str, password: &str) -> Option<Customer> {
        let email = email.trim().to_lowercase();
        let mut accounts = lock(&self.accounts);
        if !email.contains('@') || password.is_empty() || accounts.contains_key(&email) {
            return None;
        }
        let name = if name.trim().is_empty() { "friend" } else { name.trim() }.to_owned();
        accounts.insert(email.clone(), Account { name: name.clone(), password: password.to_owned() });
        Some(Customer { name, email })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
