//! The two editions of the shop's theme and what tells them apart to a script: names, ids, asset addresses.

use serde::{Deserialize, Serialize};

/// Which theme the shop shows. Products, carts and logins are the same in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edition {
    /// The theme that is live today.
    #[default]
    Today,
    /// Its redesign: other classes, ids, nesting, some texts, some elements moved, doubled or gone.
    Redesign,
}

/// What `Shopify.theme` says about an edition.
#[derive(Debug, Serialize)]
pub(crate) struct Theme {
    pub id: u64,
    pub name: &'static str,
    pub schema_name: &'static str,
    pub schema_version: &'static str,
    /// The number in section ids, new with every theme.
    pub section: u64,
    /// The number in asset addresses: `/cdn/shop/t/<number>/assets/`.
    pub number: u8,
}

impl Edition {
    /// Both editions, today's first.
    pub const ALL: [Self; 2] = [Self::Today, Self::Redesign];

    pub(crate) fn theme(self) -> &'static Theme {
        match self {
            Self::Today => &Theme {
                id: 131_842_211,
                name: "Ridgeline (live)",
                schema_name: "Ridgeline",
                schema_version: "4.1.0",
                section: 17_842_211,
                number: 1,
            },
            Self::Redesign => &Theme {
                id: 140_260_937,
                name: "Strand spring relaunch",
                schema_name: "Strand",
                schema_version: "1.2.3",
                section: 20_260_937,
                number: 2,
            },
        }
    }
}
