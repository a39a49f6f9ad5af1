//! Every operation is valid against Shopify's schema, and a wrong one would be noticed.

use apollo_compiler::ExecutableDocument;
use waymark_publish::shopify::DOCUMENTS;

use crate::shop::schema;

#[test]
fn every_operation_is_valid_and_named_as_it_is_called() {
    assert_eq!(DOCUMENTS.len(), 9);
    for (name, text) in DOCUMENTS {
        let document = ExecutableDocument::parse_and_validate(schema(), *text, *name)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(document.operations.get(Some(name)).is_ok(), "{name} is named otherwise");
        assert_eq!(document.operations.len(), 1, "{name}");
    }
}

#[test]
fn every_file_of_operations_is_used() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/shopify/operations");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let unused: Vec<_> = files.filter(|text| !DOCUMENTS.iter().any(|(_, used)| used == text)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn what_shopify_does_not_know_is_refused() {
    for wrong in [
        "query A { themes(first: 1) { nodes { nosuchfield } } }",
        "mutation A { themeFilesUpsert(themeId: \"x\") { userErrors { code } } }",
        "query A { theme(id: \"x\") { files { nodes { body { content } } } } }",
    ] {
        assert!(ExecutableDocument::parse_and_validate(schema(), wrong, "wrong").is_err(), "{wrong}");
    }
}
