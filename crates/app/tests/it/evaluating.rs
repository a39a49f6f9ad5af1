//! Cases whose truth is known, from the file to the tallies.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;
use waymark_app::evaluating::{Evaluation, Kind, evaluate};
use waymark_app::{AppError, Failure};

const PAGE: &str = "<!doctype html><title>Tee</title><main>\
    <form action=/cart/add><button name=add>Add to cart</button></form>\
    <ul><li><a href=/products/cap>Cap</a></li><li><a href=/products/sock>Sock</a></li></ul>\
    <noscript><button name=add>Add to cart</button></noscript></main>";

struct Cases {
    folder: TempDir,
}

impl Cases {
    fn new(lines: &[Value]) -> Self {
        let text: Vec<String> = lines.iter().map(Value::to_string).collect();
        Self::of_text(&text.join("\n\n"))
    }

    fn of_text(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("pages")).unwrap();
        std::fs::write(folder.path().join("pages/a.html"), PAGE).unwrap();
        std::fs::write(folder.path().join("pages/b.html"), PAGE.replace("<main>", "<main><p>Sale</p>"))
            .unwrap();
        std::fs::write(folder.path().join("cases.jsonl"), text).unwrap();
        Self { folder }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("cases.jsonl")
    }

    fn evaluate(&self) -> Evaluation {
        evaluate(&self.file()).unwrap()
    }

    /// What a person reads when the cases cannot be run.
    fn refused(&self) -> String {
        let error: AppError = evaluate(&self.file()).unwrap_err();
        Failure::from(error).message
    }
}

fn case(element: &str, accept: &[&str], delete: &[&str]) -> Value {
    json!({"set": "s", "old": "pages/a.html", "element": element, "new": "pages/b.html",
           "accept": accept, "delete": delete})
}

#[test]
fn outcomes_come_in_the_order_of_the_file_with_two_kinds_each() {
    let cases = Cases::new(&[
        case("[name=add]", &["form > button"], &[]),
        case("[name=add]", &[], &["form"]),
        json!({"set": "t", "old": "pages/b.html", "element": "[href$=cap]", "new": "pages/a.html",
               "accept": ["li:first-child > a"]}),
    ]);
    let evaluation = cases.evaluate();
    let seen: Vec<_> =
        evaluation.outcomes.iter().map(|outcome| (outcome.line, &*outcome.set, outcome.kind)).collect();
    assert_eq!(
        seen,
        [
            (1, "s", Kind::Relocation),
            (1, "s", Kind::Selectors),
            (3, "s", Kind::Relocation),
            (3, "s", Kind::Selectors),
            (5, "t", Kind::Relocation),
            (5, "t", Kind::Selectors),
        ]
    );
    assert_eq!(evaluation.described, 2, "one element is described once");

    let row = serde_json::to_value(&evaluation.outcomes[1]).unwrap();
    assert_eq!(row["right"], json!(true), "{row}");
    assert_eq!(row["matched"], json!("html > body > main > form > button"));
    assert_eq!((&row["verdict"], &row["confidence"]), (&json!("intact"), &json!(null)));
    let gone = serde_json::to_value(&evaluation.outcomes[3]).unwrap();
    assert_eq!((&gone["verdict"], &gone["right"]), (&json!("missing"), &json!(true)));
    assert_eq!(gone["matched"], json!(null));
}

#[test]
fn tallies_keep_kinds_sets_and_gone_apart() {
    let right = case("[name=add]", &["[name=add]"], &[]);
    // The truth is turned round to see wrong answers counted.
    let turned = case("[name=add]", &["a[href$=cap]"], &[]);
    let cases = Cases::new(&[right.clone(), right, turned, case("[name=add]", &[], &["[name=add]"])]);
    let tallies = cases.evaluate().tallies();
    let counts: Vec<_> = tallies
        .iter()
        .filter(|tally| tally.kind == Kind::Selectors)
        .map(|tally| (tally.gone, tally.n, tally.correct, tally.wrong, tally.missing))
        .collect();
    assert_eq!(counts, [(false, 3, 2, 1, 0), (true, 1, 1, 0, 0)]);
    assert_eq!(tallies.len(), 4);
}

#[test]
fn a_set_is_described_as_a_whole() {
    let mut set = case("li > a", &["li > a"], &[]);
    set["multiple"] = json!(true);
    let relocated = &Cases::new(&[set]).evaluate().outcomes[0];
    assert!(relocated.truth.multiple && relocated.truth.accept.len() == 2);
}

#[test]
fn samples_are_known_when_an_element_is_described() {
    let page = |code: &str| {
        PAGE.replace("name=add", &format!("data-action=buy-{code}")).replace("Add to cart", code)
    };
    let old = json!({"set": "s", "old": "pages/ada.html", "element": "form > button", "new": "pages/bo.html",
                     "accept": ["form > button"]});
    let mut sampled = old.clone();
    sampled["samples"] = json!(["pages/cleo.html"]);
    let cases = Cases::new(&[old, sampled]);
    for code in ["ada", "bo", "cleo"] {
        std::fs::write(cases.folder.path().join(format!("pages/{code}.html")), page(code)).unwrap();
    }
    let evaluation = cases.evaluate();
    assert_eq!(evaluation.described, 2, "with samples it is another description");
    let reasons = |at: usize| evaluation.outcomes[at].answer.reasons.join(" ");
    assert!(!reasons(1).contains("buy-"), "{}", reasons(1));
    assert!(reasons(3).contains("data-action^=\"buy-\""), "{}", reasons(3));

    let fine = case("[name=add]", &["[name=add]"], &[]);
    let mut missing = fine.clone();
    missing["samples"] = json!(["pages/none.html"]);
    let said = Cases::new(&[fine, missing]).refused();
    assert!(said.contains("line 3: ") && said.contains("none.html cannot be read"), "{said}");
}

#[test]
fn what_cannot_be_run_is_refused_with_its_line() {
    let fine = case("[name=add]", &["[name=add]"], &[]);
    let mut missing = fine.clone();
    missing["new"] = json!("pages/c.html");
    for (line, part) in [
        (case("a", &[], &[]), "a matches 2 elements of"),
        (case(".none", &[], &[]), "matches 0 elements of"),
        (case("[name=add]", &[".none"], &[]), ".none matches 0 elements of"),
        (case("[name=add]", &[], &[".none"]), ".none matches 0 elements of"),
        (case("[name=add]", &["[name=add]"], &["form"]), "is accepted and deleted"),
        (case("main >>> button", &[], &[]), "cannot be used"),
        (case("a:hover", &[], &[]), "only a browser can say"),
        (missing, "c.html cannot be read"),
        (json!({"set": "s"}), "not a case: missing field `old`"),
    ] {
        let said = Cases::new(&[fine.clone(), line]).refused();
        assert!(said.contains("line 3: ") && said.contains(part), "{said}");
    }
    let said = Cases::of_text("{").refused();
    assert!(said.contains("line 1: not a case"), "{said}");
    let nowhere = evaluate(std::path::Path::new("nowhere.jsonl")).unwrap_err();
    assert!(Failure::from(nowhere).message.contains("nowhere.jsonl cannot be read"));
}

#[test]
fn the_first_of_several_broken_lines_is_named() {
    let broken = |page: &str| {
        let mut case = case(".none", &[], &[]);
        case["old"] = json!(page);
        case
    };
    let said =
        Cases::new(&[broken("pages/b.html"), broken("pages/a.html"), broken("pages/b.html")]).refused();
    assert!(said.contains("line 1: "), "{said}");
}
