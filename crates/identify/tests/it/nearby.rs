//! What is read of an element, as the runtime sends it.

use waymark_identify::nearby::read;
use waymark_identify::{Document, count};
use waymark_model::{Reading, Selector};

use crate::common;

/// What is read of the one element that the CSS matches. The page is `https://shop.example/`.
fn said(page: &Document, css: &str, reading: &Reading) -> Option<String> {
    let counted = count(page, &[Selector::new(css)]);
    let [element] = counted.nodes() else { panic!("{css}: {counted:?}") };
    read(page, *element, reading)
}

#[test]
fn a_link_says_origin_and_path_and_of_others_the_scheme_alone() {
    let page = common::with_frames(
        "<a id=near href='products/mug?variant=1#now'>Mug</a><a id=far href='//cdn.example:8080/a%20b?c'>Far</a>\
         <a id=mail href='mailto:ada@shop.example'>Mail</a><a id=call href='tel:+49301234567'>Call</a>\
         <a id=self href='#top'>Up</a><a id=none>None</a><link id=head href='/style.css'>",
    );
    for (css, is) in [
        ("#near", Some("https://shop.example/products/mug")),
        ("#far", Some("https://cdn.example:8080/a%20b")),
        ("#mail", Some("mailto:")),
        ("#call", Some("tel:")),
        ("#self", Some("https://shop.example/")),
        ("#none", None),
        ("#head", None),
    ] {
        assert_eq!(said(&page, css, &Reading::Link).as_deref(), is, "{css}");
    }
}

#[test]
fn several_that_are_chosen_must_say_the_same() {
    let page = common::with_frames(
        "<div id=one><button aria-pressed=true>Moss</button><button aria-pressed=false>Sand</button></div>\
         <div id=two><button aria-pressed=true>Moss</button><button aria-pressed=true>Sand</button></div>\
         <div id=same><button aria-pressed=true>Moss</button><button aria-pressed=true>Moss</button></div>\
         <div id=lists><select><option>S<option selected>M</select><select><option>Red</select></div>\
         <select id=list><option>S<option selected>M</select>",
    );
    for (css, is) in [
        ("#one", Some("Moss")),
        ("#two", None),
        ("#same", Some("Moss")),
        ("#lists", None),
        ("#list", Some("M")),
    ] {
        assert_eq!(said(&page, css, &Reading::Choice).as_deref(), is, "{css}");
    }
}
