//! Why something typed is not a shop's address. The sentences people read are in [`crate::failure`].

/// Why something typed is not a shop's address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// There are spaces in it: words to search for, or two addresses.
    #[error("the address contains spaces")]
    Spaces,
    /// `htps://`, `http//`: almost `http` or `https`.
    #[error("the address starts with a misspelt scheme")]
    SchemeTypo {
        /// What was probably meant, whole.
        meant: String,
    },
    /// `mailto:`, `file:`, `javascript:` and whatever else is not the web.
    #[error("{scheme}: is not the web")]
    SchemeRefused {
        /// The scheme, without colon, lower case.
        scheme: String,
    },
    /// A path on this computer.
    #[error("the address is a file")]
    File,
    /// An e-mail address.
    #[error("the address is an e-mail address")]
    Email,
    /// Name and password in front of the host.
    #[error("the address contains a login")]
    Login,
    /// A misspelt host: commas, doubled dots, a mistyped ending.
    #[error("the host is misspelt")]
    HostTypo {
        /// What was probably meant: the host alone.
        meant: String,
    },
    /// A name without an ending: `myshop`.
    #[error("the host has no ending")]
    NoEnding {
        /// The name.
        name: String,
    },
    /// The back office instead of the storefront.
    #[error("the address is the shop's admin")]
    Admin {
        /// The storefront's address.
        storefront: String,
    },
    /// Anything else that no browser would understand.
    #[error("not an address")]
    NotAnAddress,
}
