//! A visitor's cart: lines, note and discount code, and its sums in pence. Pure; knows no HTTP.

use serde::Serialize;

use crate::catalogue::{self, Product, Variant};

/// Delivery is free from this total on.
const FREE_DELIVERY: u32 = 9_000;
/// The one code that is accepted, and what it takes off in percent.
const DISCOUNT: (&str, u32) = ("HELLO10", 10);
/// More than this of one variant is not sold.
const MOST_OF_ONE: u32 = 20;

/// Lines in the order in which their variants were first added.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cart {
    lines: Vec<Line>,
    pub note: String,
    discount: Option<String>,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    variant: u64,
    quantity: u32,
}

/// Why something was not put into a cart.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    UnknownVariant,
    SoldOut(&'static str),
    TooMany(&'static str),
}

/// One line with all that is known about it.
#[derive(Debug)]
pub(crate) struct FullLine {
    pub product: &'static Product,
    pub variant: Variant,
    pub quantity: u32,
}

/// Sums of a cart, in pence.
#[derive(Debug, Serialize)]
pub(crate) struct Sums {
    pub count: u32,
    pub subtotal: u32,
    pub discount: u32,
    pub total: u32,
    /// What is missing to free delivery; 0 once reached.
    pub to_free_delivery: u32,
}

impl Cart {
    /// Adds to the variant's line, or begins one. The quantity is at least one.
    pub(crate) fn add(&mut self, variant: u64, quantity: u32) -> Result<(), Refusal> {
        let (product, full) = catalogue::variant(variant).ok_or(Refusal::UnknownVariant)?;
        if !full.available {
            return Err(Refusal::SoldOut(product.title));
        }
        let quantity = quantity.max(1);
        let present = self.quantity_of(variant);
        let sum = present.saturating_add(quantity);
        if sum > MOST_OF_ONE {
            return Err(Refusal::TooMany(product.title));
        }
        match self.lines.iter_mut().find(|line| line.variant == variant) {
            Some(line) => line.quantity = sum,
            None => self.lines.push(Line { variant, quantity: sum }),
        }
        Ok(())
    }

    /// Sets a variant's quantity; zero takes its line out. False if the cart has no such line.
    pub(crate) fn set(&mut self, variant: u64, quantity: u32) -> bool {
        let Some(index) = self.lines.iter().position(|line| line.variant == variant) else { return false };
        if quantity == 0 {
            self.lines.remove(index);
        } else {
            self.lines[index].quantity = quantity.min(MOST_OF_ONE);
        }
        true
    }

    /// The variant in a line; lines count from 1, as Shopify's do.
    pub(crate) fn variant_in_line(&self, line: usize) -> Option<u64> {
        self.lines.get(line.checked_sub(1)?).map(|line| line.variant)
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Applies a code, or takes the present one off if it is empty. False if the code is unknown.
    pub(crate) fn apply_code(&mut self, code: &str) -> bool {
        let code = code.trim().to_uppercase();
        if !code.is_empty() && code != DISCOUNT.0 {
            return false;
        }
        self.discount = (!code.is_empty()).then_some(code);
        true
    }

    pub(crate) fn code(&self) -> Option<&str> {
        self.discount.as_deref()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(crate) fn lines(&self) -> Vec<FullLine> {
        self.lines
            .iter()
            .filter_map(|line| {
                let (product, variant) = catalogue::variant(line.variant)?;
                Some(FullLine { product, variant, quantity: line.quantity })
            })
            .collect()
    }

    pub(crate) fn sums(&self) -> Sums {
        let lines = self.lines();
        let count = lines.iter().map(|line| line.quantity).sum();
        let subtotal = lines.iter().map(|line| line.product.price * line.quantity).sum();
        let discount = if self.discount.is_some() { subtotal * DISCOUNT.1 / 100 } else { 0 };
        let total = subtotal - discount;
        Sums { count, subtotal, discount, total, to_free_delivery: FREE_DELIVERY.saturating_sub(total) }
    }

    fn quantity_of(&self, variant: u64) -> u32 {
        self.lines.iter().find(|line| line.variant == variant).map_or(0, |line| line.quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_variant(handle: &str) -> u64 {
        catalogue::product(handle).expect("in the catalogue").default_variant().id
    }

    #[test]
    fn adding_twice_makes_one_line() {
        let mut cart = Cart::default();
        let mug = first_variant("kiln-stoneware-mug");
        cart.add(mug, 1).expect("available");
        cart.add(mug, 2).expect("available");
        assert_eq!(cart.lines().len(), 1);
        assert_eq!(cart.sums().count, 3);
        assert_eq!(cart.sums().total, 7_200);
        assert_eq!(cart.sums().to_free_delivery, 1_800);
    }

    #[test]
    fn sold_out_unknown_and_too_many_are_refused() {
        let mut cart = Cart::default();
        assert_eq!(cart.add(1, 1), Err(Refusal::UnknownVariant));
        let tote = first_variant("drover-canvas-tote");
        assert_eq!(cart.add(tote, 1), Err(Refusal::SoldOut("Drover Canvas Tote")));
        let gift = first_variant("gift-card");
        assert_eq!(cart.add(gift, u32::MAX), Err(Refusal::TooMany("Gift Card")));
        assert!(cart.is_empty());
    }

    #[test]
    fn only_the_known_code_takes_ten_percent_off() {
        let mut cart = Cart::default();
        cart.add(first_variant("gift-card"), 1).expect("available");
        assert!(!cart.apply_code("FREE"));
        assert_eq!(cart.sums().discount, 0);
        assert!(cart.apply_code(" hello10 "));
        assert_eq!(cart.sums().total, 4_500);
    }
}
