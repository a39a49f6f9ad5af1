//! Taking Waymark out of a theme where something goes wrong: what is said of what is left, and what helps.

use super::{TOKEN, UPSERT, ok, run, with_theme};
use crate::common::{json_of, stderr};
use crate::shop::{Shop, Trouble};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_out_though_the_answer_was_lost_is_told_as_out() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let remove = ["install", "remove", "--shop", "kiln", "--target", "Theme", "--json"];
    ok(&home, &["publish", "--shop", "kiln", "--json"]);
    shop.plan(|seen| (seen.field == "themeFilesDelete").then_some(Trouble::CutAfter));
    let removed = run(&home, &remove);
    let said = stderr(&removed);
    assert_eq!(removed.status.code(), Some(0), "{said}");
    let told = json_of(&String::from_utf8(removed.stdout).unwrap());
    assert_eq!((told["wasThere"].as_bool(), told["theme"].as_str()), (Some(true), Some("Live")), "{told}");
    assert_eq!(shop.state().live("assets/waymark.js"), None);

    // Nobody heard of it before the next look: what was asked for is no alarm.
    shop.plan(|_| None);
    ok(&home, &["publish", "--shop", "kiln", "--json"]);
    let mut is_deleted = false;
    shop.plan(move |seen| {
        is_deleted |= seen.field == "themeFilesDelete";
        is_deleted.then_some(Trouble::CutAfter)
    });
    let removed = run(&home, &remove);
    let said = stderr(&removed);
    assert_eq!(removed.status.code(), Some(1), "{said}");
    assert!(said.contains("what is live now cannot be told"), "{said}");
    shop.plan(|_| None);
    let asked = home.advised(&said, "ask again").env("WAYMARK_SECRET", TOKEN).output().unwrap();
    let told = String::from_utf8(asked.stdout).unwrap();
    assert!(told.contains("nothing is live") && !told.contains("gone"), "{told}");
    shop.assert_sound();
}

#[tokio::test(flavor = "multi_thread")]
async fn taking_out_that_fails_half_way_says_what_is_left_and_how_to_go_on() {
    let shop = Shop::start().await;
    let home = with_theme(&shop);
    let remove = ["install", "remove", "--shop", "kiln", "--target", "Theme"];
    let is_loaded = || shop.state().live("layout/theme.liquid").unwrap().contains("waymark");
    for way in ["undo", "finish, or to try again"] {
        ok(&home, &["publish", "--shop", "kiln", "--json"]);
        assert!(is_loaded());
        shop.at(2, UPSERT, Trouble::Denied);
        let failed = run(&home, &remove);
        let said = stderr(&failed);
        assert_eq!(failed.status.code(), Some(1), "{said}");
        assert!(!is_loaded() && shop.state().live("assets/waymark.js").is_some(), "{said}");
        assert!(
            said.contains("Shopify does not let Waymark write") && said.contains("Theme: revision"),
            "{said}"
        );
        shop.plan(|_| None);
        let done = home.advised(&said, way).env("WAYMARK_SECRET", TOKEN).output().unwrap();
        assert_eq!(done.status.code(), Some(0), "{way}: {said}{}", stderr(&done));
        assert_eq!(is_loaded(), way == "undo", "{said}");
        assert_eq!(shop.state().live("assets/waymark.js").is_some(), way == "undo", "{said}");
    }
    // What cannot be taken out from here is not advised again, nor undone where nothing was.
    ok(&home, &["publish", "--shop", "kiln", "--json"]);
    let layout = shop.state().live("layout/theme.liquid").unwrap().to_owned();
    shop.state().edit("layout/theme.liquid", &layout.replace("{% comment %}waymark:end{% endcomment %}", ""));
    let said = stderr(&run(&home, &remove));
    assert!(said.contains("damaged") && !said.contains("To finish") && !said.contains("To undo"), "{said}");
    assert!(said.contains("Take the line that renders") && !said.contains("nstall it by hand"), "{said}");
    shop.assert_sound();
}
