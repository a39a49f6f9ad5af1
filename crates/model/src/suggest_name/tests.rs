//! Suggested names for the elements shops have.

use super::*;
use crate::FormFacts;

fn element(tag: &str, role: &str, name: &str) -> Fingerprint {
    Fingerprint { tag: tag.into(), role: role.into(), name: name.into(), ..Fingerprint::default() }
}

fn form(action: &str, fields: &[&str]) -> FormFacts {
    FormFacts {
        action: action.into(),
        method: "post".into(),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
    }
}

fn click(element: &Fingerprint) -> String {
    suggest_name(element, &Trigger::Click, Convention::default(), &[])
}

#[test]
fn buttons_are_named_by_what_they_do() {
    for (label, expected) in [
        ("Add to cart", "add_to_cart"),
        ("Add to bag – $29.00", "add_to_cart"),
        ("In den Warenkorb", "add_to_cart"),
        ("Buy it now", "buy_now"),
        ("Check out", "checkout_start"),
        ("Size guide", "size_guide_open"),
        ("Shop the look", "shop_the_look"),
        ("Größe wählen", "groesse_waehlen_click"),
        ("Zoom", "zoom_click"),
        ("Bag (3)", "cart_open"),
        ("Care guide (opens in a new tab)", "care_guide_click"),
        ("(Help)", "help_click"),
        ("加入购物车", "button_click"),
        ("", "button_click"),
        ("42", "button_click"),
        ("Error", "error_click"),
        ("Google pay", "shop_google_pay_click"),
        ("Express checkout", "express_checkout"),
        ("Open menu", "menu_open"),
        ("Close the cart", "cart_close"),
        ("Toggle navigation", "navigation_toggle"),
        ("×", "close_click"),
        ("4.7 from 3 reviews", "reviews_click"),
        ("From £20", "from_click"),
        ("How do I find my size?", "how_do_i_find_my_size_click"),
        ("Send me the letter from the mill", "send_me_the_letter"),
        ("New in", "new_in_click"),
        ("Discover the wonderful and long awaited linen collection", "discover_the_wonderful_and_long"),
    ] {
        assert_eq!(click(&element("button", "button", label)), expected, "{label}");
    }
}

#[test]
fn links_are_named_by_where_they_stand_and_lead() {
    let link = |name: &str, path: &str, landmark: &str| Fingerprint {
        link: Some(path.into()),
        landmarks: vec![landmark.into()],
        ..element("a", "link", name)
    };
    assert_eq!(click(&link("Sale", "/collections/*", "navigation")), "menu_sale_click");
    assert_eq!(click(&link("Returns", "/policies/*", "contentinfo")), "footer_returns_click");
    assert_eq!(click(&link("Linen shirt", "/products/*", "main")), "product_click");
    assert_eq!(click(&link("3", "/cart", "banner")), "cart_open");
    assert_eq!(click(&link("Linen shirt", "/catalogue/*/", "main")), "product_click");
    assert_eq!(click(&link("Shirts", "/catalogue/category/*/", "main")), "shirts_click");
    assert_eq!(click(&link("Gift cards", "/products/*", "navigation")), "menu_gift_cards_click");
    assert_eq!(click(&link("Hollin & Tarn, home", "/", "banner")), "logo_click");
    assert_eq!(click(&link("Home", "/", "navigation")), "menu_home_click");
    let crumb = Fingerprint {
        ancestors: vec!["li".into(), "nav.breadcrumbs".into()],
        ..link("Home", "/", "navigation")
    };
    assert_eq!(click(&crumb), "breadcrumb_home_click");
    let mail = Fingerprint {
        attributes: [("href".to_owned(), "mailto:".to_owned())].into(),
        ..element("a", "link", "anna@example.com")
    };
    assert_eq!(click(&mail), "email_click");
    let related = Fingerprint { heading: "You may also like".into(), ..link("Mug", "/products/*", "main") };
    assert_eq!(click(&related), "recommendation_click");
}

#[test]
fn forms_are_named_by_their_purpose() {
    for (action, fields, expected) in [
        ("/contact", &["form_type", "contact[email]"][..], "newsletter_signup"),
        ("/search", &["q"], "search"),
        ("/account/login", &["customer[email]", "customer[password]"], "login"),
        ("/cart/add", &["id", "quantity"], "add_to_cart"),
        ("/contact", &["contact[name]", "contact[email]", "contact[body]"], "contact_form_sent"),
    ] {
        let form_element = Fingerprint { form: Some(form(action, fields)), ..element("form", "form", "") };
        assert_eq!(
            suggest_name(&form_element, &Trigger::SUBMIT, Convention::default(), &[]),
            expected,
            "{action}"
        );
        let button = Fingerprint { form: Some(form(action, fields)), ..element("button", "button", "OK") };
        assert_eq!(click(&button), expected, "button of {action}");
    }
    let buy =
        Fingerprint { form: Some(form("/cart/add", &["id"])), ..element("button", "button", "Buy it now") };
    assert_eq!(click(&buy), "buy_now");
    let language = Fingerprint {
        form: Some(form("/i18n/set_language/*", &["language"])),
        text: "Deutsch English Français".into(),
        ..element("form", "form", "")
    };
    assert_eq!(suggest_name(&language, &Trigger::SUBMIT, Convention::default(), &[]), "language_change");
    let waiting = Fingerprint {
        form: Some(form("/contact", &["email", "product"])),
        ..element("button", "button", "Notify me when it is back")
    };
    assert_eq!(click(&waiting), "back_in_stock_signup");
    let sign_up = Fingerprint {
        form: Some(form("/contact", &["contact[email]"])),
        ..element("button", "button", "Sign up")
    };
    assert_eq!(click(&sign_up), "newsletter_signup");
    let voucher = Fingerprint {
        form: Some(form("/vouchers/add", &["code"])),
        ..element("form", "form", "Voucher form")
    };
    assert_eq!(suggest_name(&voucher, &Trigger::SUBMIT, Convention::default(), &[]), "voucher_form_submit");
    let of_form = |action: &str, fields: &[&str], id: &str| Fingerprint {
        form: Some(form(action, fields)),
        attributes: [("id".to_owned(), id.to_owned())].into(),
        ..element("form", "form", "")
    };
    let submitted = |form: &Fingerprint| suggest_name(form, &Trigger::SUBMIT, Convention::default(), &[]);
    let facets = of_form("/collections/all", &["filter.v.availability", "sort_by"], "FacetFiltersForm");
    assert_eq!(submitted(&facets), "filter_apply");
    assert_eq!(submitted(&of_form("/quiz", &["skin"], "SkinQuizForm")), "skin_quiz_form_submit");
    let update = Fingerprint {
        form: Some(form("", &["form-0-id", "form-0-quantity"])),
        ..element("button", "button", "Update")
    };
    assert_eq!(click(&update), "cart_update");
    let unknown = element("form", "form", "");
    assert_eq!(suggest_name(&unknown, &Trigger::SUBMIT, Convention::default(), &[]), "shop_form_submit");
}

#[test]
fn words_of_one_product_are_left_out() {
    let save = Fingerprint {
        neighbours: vec!["Zoom".into(), "Fell Wool Blanket".into()],
        ..element("button", "button", "Save Fell Wool Blanket")
    };
    assert_eq!(click(&save), "save_click");
    let card = Fingerprint {
        name: "Keep Fell Wool Blanket".into(),
        neighbours: vec!["Fell Wool Blanket in Heather, in daylight".into()],
        ..save.clone()
    };
    assert_eq!(click(&card), "keep_click");
    let beside = Fingerprint {
        neighbours: vec!["To cart and checkout".into()],
        ..element("button", "button", "Add to cart")
    };
    assert_eq!(click(&beside), "add_to_cart");
    let alone = Fingerprint { name: "Fell Wool Blanket".into(), ..save };
    assert_eq!(click(&alone), "fell_wool_blanket_click");
}

#[test]
fn controls_are_named_by_their_label_and_change() {
    let change = |element: &Fingerprint| suggest_name(element, &Trigger::Change, Convention::default(), &[]);
    assert_eq!(change(&element("select", "combobox", "Sort by:")), "sort_by_change");
    assert_eq!(change(&element("input", "checkbox", "In stock (4)")), "in_stock_change");
    assert_eq!(change(&element("select", "combobox", "")), "select_change");
    assert_eq!(change(&element("select", "combobox", "Choose a size")), "size_change");
    assert_eq!(change(&element("select", "combobox", "Sortieren nach")), "sort_by_change");
    let field = |tag: &str, kind: &str, name: &str, label: &str, facts: FormFacts| Fingerprint {
        attributes: [("type".to_owned(), kind.to_owned()), ("name".to_owned(), name.to_owned())].into(),
        form: Some(facts),
        ..element(tag, "", label)
    };
    let in_search = || form("/search", &["q"]);
    let in_letter = || form("/contact", &["contact[email]"]);
    let in_product = || form("/cart/add", &["id", "Size"]);
    for (field, expected) in [
        (field("input", "radio", "Size", "L", in_product()), "size_l_change"),
        (field("input", "radio", "options[Colour]", "Moss", in_product()), "colour_moss_change"),
        (
            field("input", "radio", "filter.p.product_type", "Bags", in_product()),
            "filter_product_type_bags_change",
        ),
        (field("select", "", "filter.v.option.color", "Colour", in_product()), "filter_colour_change"),
        (field("select", "", "sort_by", "Order", in_product()), "sort_by_change"),
        (field("input", "search", "q", "What are you looking for?", in_search()), "search_input"),
        (field("input", "email", "contact[email]", "Your email", in_letter()), "newsletter_email_change"),
        (field("input", "number", "form-0-quantity", "", in_product()), "quantity_change"),
    ] {
        assert_eq!(change(&field), expected, "{field:?}");
    }
}

#[test]
fn names_are_unique_and_page_views_have_names() {
    let button = element("button", "button", "Add to cart");
    assert_eq!(
        suggest_name(&button, &Trigger::Click, Convention::default(), &["add_to_cart"]),
        "add_to_cart_2"
    );
    assert_eq!(
        suggest_page_name(&Trigger::PageView, Some("product"), Convention::default(), &[]),
        "product_view"
    );
    assert_eq!(suggest_page_name(&Trigger::PageView, None, Convention::default(), &[]), "any_page_view");
}

proptest::proptest! {
    #[test]
    fn whatever_the_page_says_the_name_keeps_the_rules(
        label in "\\PC{0,80}", tag in "[a-z]{1,8}", role in "[a-z]{0,8}", field in "\\PC{0,12}",
        trigger in proptest::sample::select(vec![Trigger::Click, Trigger::SUBMIT, Trigger::Change]),
    ) {
        let facts = Fingerprint { form: Some(form("/x", &[&field])), ..element(&tag, &role, &label) };
        let name = suggest_name(&facts, &trigger, Convention::default(), &[]);
        proptest::prop_assert_eq!(naming::event_name_problems(&name), vec![]);
    }
}

#[test]
fn to_notice_a_button_is_not_to_press_it() {
    let button = Fingerprint {
        tag: "button".into(),
        role: "button".into(),
        name: "Add to cart".into(),
        ..Fingerprint::default()
    };
    let named = |trigger: Trigger| suggest_name(&button, &trigger, Convention::default(), &[]);
    assert_eq!(named(Trigger::Click), "add_to_cart");
    assert_eq!(
        named(Trigger::Visible { percent: 50, millis: 1000, per: crate::Per::Page }),
        "add_to_cart_view"
    );
    assert_eq!(named(Trigger::Hover { millis: 1000 }), "add_to_cart_hover");
    let guide = Fingerprint { name: "Size guide".into(), ..button };
    assert_eq!(suggest_name(&guide, &Trigger::Copy, Convention::default(), &[]), "size_guide_copy");
    assert_eq!(
        suggest_page_name(&Trigger::Exit, Some("cart"), Convention::default(), &["cart_exit_intent"]),
        "cart_exit_intent_2"
    );
}

#[test]
fn names_are_in_the_convention_that_was_chosen() {
    let button = element("button", "button", "Size guide");
    for (convention, first, second) in [
        (Convention::ActionObject, "open_size_guide", "open_size_guide_2"),
        (Convention::TitleCase, "Size Guide Open", "Size Guide Open 2"),
        (Convention::CamelCase, "sizeGuideOpen", "sizeGuideOpen2"),
        (Convention::None, "size_guide_open", "size_guide_open_2"),
    ] {
        assert_eq!(suggest_name(&button, &Trigger::Click, convention, &[]), first);
        assert_eq!(suggest_name(&button, &Trigger::Click, convention, &[first]), second);
    }
    let view = suggest_page_name(&Trigger::PageView, Some("product"), Convention::TitleCase, &[]);
    assert_eq!(view, "Product View");
}
