//! A real shop that nobody here wrote, through `try-shop`: every element is picked right, fires in test and
//! outside, and nothing else fires.

use waymark_e2e::shops::oscar::{self, Oscar};
use waymark_e2e::{Error, Result, try_shop};

use crate::block_on;

#[test]
fn ten_elements_of_django_oscar() {
    block_on(async {
        let out = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let shop = Oscar::start(out.path())?;
        let results = try_shop::run(shop.url(), &oscar::folder().join("elements.json"), out.path()).await?;
        assert_eq!(results.len(), 10);
        let wrong: Vec<_> = results.iter().filter(|result| !result.fine()).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        done(&results)
    });
}

/// Nothing was left out.
fn done(results: &[try_shop::Outcome]) -> Result {
    results
        .iter()
        .all(|result| result.picked && result.saved)
        .then_some(())
        .ok_or_else(|| Error::Page("not all were picked".into()))
}
