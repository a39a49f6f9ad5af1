//! Mistyped addresses in words.

use super::{Code, Failure};
use crate::address::AddressError;

pub(super) fn failure(error: &AddressError) -> Failure {
    let (message, hint) = match error {
        AddressError::Empty => (
            "Type your shop's address.".to_owned(),
            "For example myshop.com or name.myshopify.com.".to_owned(),
        ),
        AddressError::Spaces => (
            "An address has no spaces.".to_owned(),
            "Copy it from your browser's address bar, for example myshop.com.".to_owned(),
        ),
        AddressError::SchemeTypo { meant } => {
            ("The start of the address is misspelt.".to_owned(), format!("Did you mean {meant}?"))
        }
        AddressError::SchemeRefused { scheme } => (
            format!("Addresses that start with {scheme}: are not shops."),
            "Type an address that starts with https://, or just the shop's name, like myshop.com.".to_owned(),
        ),
        AddressError::File => (
            "This is a file on a computer, not a shop on the web.".to_owned(),
            "Type the address under which visitors see the shop.".to_owned(),
        ),
        AddressError::Email => (
            "This is an e-mail address.".to_owned(),
            "Type the shop's address, for example the part behind the @.".to_owned(),
        ),
        AddressError::Login => (
            "The address contains a name or a password.".to_owned(),
            "Leave out the part up to the @ and log in inside the shop.".to_owned(),
        ),
        AddressError::HostTypo { meant } => {
            ("The address is misspelt.".to_owned(), format!("Did you mean {meant}?"))
        }
        AddressError::NoEnding { name } => (
            format!("The address {name} is not complete."),
            match name.strip_prefix("www.") {
                Some(stem) => format!("Add the ending, for example {name}.com or {stem}.com."),
                None if name.contains('.') => "Check the part after the last dot.".to_owned(),
                None => {
                    format!("Add the ending, for example {name}.com, or {name}.myshopify.com on Shopify.")
                }
            },
        ),
        AddressError::Admin { storefront } => (
            "This is the shop's admin, not the shop that visitors see.".to_owned(),
            format!("Open {storefront} instead."),
        ),
        AddressError::NotAnAddress => (
            "This is not a web address.".to_owned(),
            "Copy the address from your browser's address bar, for example myshop.com.".to_owned(),
        ),
    };
    Failure::new(Code::AddressInvalid, message, hint)
}
