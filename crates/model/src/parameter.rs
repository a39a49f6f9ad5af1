//! What an event sends along, and where each value is read from when it fires.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Selector;
use crate::condition::Utm;

/// One named value sent with an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Parameter {
    /// Name the destinations receive, `snake_case`, at most 40 characters.
    pub name: String,
    /// Where the value is read.
    pub from: Source,
}

/// Where a parameter's value is read, at the moment the event fires.
///
/// JSON: `{"type":"element_text"}`. Values are cut to 100 characters (GA4's limit) and anything that looks
/// like an e-mail address, a phone or a card number is masked before it can leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Source {
    /// Visible words of the target, white space collapsed.
    ElementText,
    /// An attribute of the target.
    Attribute {
        /// Its name.
        name: String,
    },
    /// What was chosen or entered in the target, or the field acted on inside it, after the change. Never of
    /// passwords, e-mail addresses, telephone or card numbers, names or addresses, nor of fields that are hidden.
    Value,
    /// Absolute address the target (or the link around it) leads to, without query and fragment.
    Link,
    /// What stands in another element: the one nearest to the target, which is the one in the same card or form before
    /// any other of the page. Nothing where several are as near and say different things.
    Element {
        /// Ordered selectors of that element, as an event's own.
        selectors: Vec<Selector>,
        /// What is read of it.
        read: Reading,
    },
    /// The `name` attribute of the form field acted on (never its value).
    FieldName,
    /// Where the target stands among its likes, counted from 1.
    Position,
    /// What the trigger reached: percent scrolled or played, seconds, `start`, `complete`, the picture's number.
    Milestone,
    /// A fact about the page's product, or about the product of the card that the target stands in.
    Product {
        /// Which.
        field: ProductField,
    },
    /// The cart's total, as a number in the shop's currency.
    CartTotal,
    /// The id of the page type, `other` when none matches.
    PageType,
    /// Handle of the collection shown.
    Collection,
    /// What was searched for.
    SearchTerm,
    /// `phone`, `tablet` or `desktop`.
    Device,
    /// How the visit came: `paid`, `organic`, `social`, `email`, `referral`, `direct`, or a UTM parameter.
    TrafficSource {
        /// The UTM parameter to give instead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        utm: Option<Utm>,
    },
    /// Sum of the weights of what fired in this visit, this event included.
    Score,
    /// The event's stage.
    Stage,
    /// The event's weight.
    Weight,
    /// Experiments and their variants found in the data layer.
    Experiments,
    /// A fixed text.
    Literal {
        /// The text to send.
        value: String,
    },
}

/// What is read of an element that was pointed at, under the same rules as of the target itself.
///
/// JSON: `{"type":"amount"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Reading {
    /// Its visible words, white space collapsed.
    ElementText,
    /// The one amount of money that it says, as a number, without what is struck through.
    Amount,
    /// One of its attributes.
    Attribute {
        /// Its name.
        name: String,
    },
    /// What is chosen in the group that it is, or stands in the field, with the limits of [`Source::Value`].
    Choice,
    /// Absolute address that the link leads to, without query and fragment.
    Link,
}

impl Reading {
    /// Its `type` in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ElementText => "element_text",
            Self::Amount => "amount",
            Self::Attribute { .. } => "attribute",
            Self::Choice => "choice",
            Self::Link => "link",
        }
    }
}

/// A fact about a product.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProductField {
    /// The shop's id of the product.
    Id,
    /// The last part of its address.
    Handle,
    /// Its name.
    Title,
    /// Price of one, as a number.
    Price,
    /// Currency of the price, ISO 4217.
    Currency,
    /// The chosen variant's id.
    Variant,
    /// Who makes it.
    Vendor,
}

impl Source {
    /// Its `type` in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ElementText => "element_text",
            Self::Attribute { .. } => "attribute",
            Self::Value => "value",
            Self::Link => "link",
            Self::Element { .. } => "element",
            Self::FieldName => "field_name",
            Self::Position => "position",
            Self::Milestone => "milestone",
            Self::Product { .. } => "product",
            Self::CartTotal => "cart_total",
            Self::PageType => "page_type",
            Self::Collection => "collection",
            Self::SearchTerm => "search_term",
            Self::Device => "device",
            Self::TrafficSource { .. } => "traffic_source",
            Self::Score => "score",
            Self::Stage => "stage",
            Self::Weight => "weight",
            Self::Experiments => "experiments",
            Self::Literal { .. } => "literal",
        }
    }

    /// Selectors of the element that it is read from, where that is not the target.
    #[must_use]
    pub fn selectors(&self) -> &[Selector] {
        match self {
            Self::Element { selectors, .. } => selectors,
            _ => &[],
        }
    }

    /// Whether it is read from the element.
    #[must_use]
    pub fn needs_element(&self) -> bool {
        matches!(
            self,
            Self::ElementText
                | Self::Attribute { .. }
                | Self::Value
                | Self::Link
                | Self::FieldName
                | Self::Position
        )
    }
}
