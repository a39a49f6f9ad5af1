//! The rules of a whole plan, read once for any number of pages. Rules of one theme have much in common: each selector is
//! looked for once a page, however many rules have it, and not before somebody asks.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use waymark_model::Selector;

use crate::document::Document;
use crate::rule::{Answers, CompiledSelector, Count, Look, Matches};

/// The rules, by number.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Each once.
    selectors: Vec<CompiledSelector>,
    rules: Vec<Box<[u32]>>,
}

impl Rules {
    /// Reads rules in the order of their numbers. Selectors that cannot be used match nothing.
    #[must_use]
    pub fn usable<'a>(rules: impl IntoIterator<Item = &'a [Selector]>) -> Self {
        let mut read = Self::default();
        let mut known: HashMap<&Selector, Option<u32>> = HashMap::new();
        for rule in rules {
            let numbers = rule.iter().filter_map(|selector| {
                *known.entry(selector).or_insert_with(|| {
                    read.selectors.push(CompiledSelector::new(selector).ok()?);
                    u32::try_from(read.selectors.len() - 1).ok()
                })
            });
            let numbers = numbers.collect();
            read.rules.push(numbers);
        }
        read
    }

    /// The rules on one page.
    #[must_use]
    pub fn on<'a>(&'a self, document: &'a Document) -> RulesOn<'a> {
        RulesOn {
            rules: self,
            look: RefCell::new(Look::of_many(document)),
            found: self.selectors.iter().map(|_| OnceCell::new()).collect(),
        }
    }
}

/// Rules on one page.
pub struct RulesOn<'a> {
    rules: &'a Rules,
    look: RefCell<Look<'a>>,
    found: Vec<OnceCell<Matches>>,
}

impl<'b> RulesOn<'b> {
    /// What a rule matches on the page; nothing where there is no such rule.
    #[must_use]
    pub fn count(&self, rule: usize) -> Count {
        let answers: &dyn Answers = &self.rule(rule);
        Count::first_of(answers.iter().cloned())
    }

    pub(crate) fn rule(&self, rule: usize) -> RuleOn<'_, 'b> {
        RuleOn { rules: self, rule }
    }
}

/// One of them.
pub(crate) struct RuleOn<'a, 'b> {
    rules: &'a RulesOn<'b>,
    rule: usize,
}

impl Answers for RuleOn<'_, '_> {
    fn of(&self, selector: usize) -> Option<&Matches> {
        let all = self.rules.rules;
        let number = *all.rules.get(self.rule)?.get(selector)? as usize;
        let (selector, found) = (all.selectors.get(number)?, self.rules.found.get(number)?);
        Some(found.get_or_init(|| selector.matches_on(&mut self.rules.look.borrow_mut())))
    }
}
