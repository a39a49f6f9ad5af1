//! What stands around every page of a shop: search, menu, account, wish list, cart, language. Breadcrumbs
//! lie in `breadcrumbs`.

use waymark_identify::NodeId;
use waymark_model::Trigger;

use super::Found;
use super::breadcrumbs::is_breadcrumb;
use super::weigh::heaviest;
use crate::page::{Page, is_search};
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// Most links that a main menu has; more is a site map.
const LONGEST_MENU: usize = 150;

/// The form that looks for products.
pub fn search(page: &Page<'_>) -> Option<Found> {
    let forms = page.forms.iter().filter(|form| {
        let looks_for_country =
            form.path.has_any(&[Meaning::Country, Meaning::Language]) || form.action.contains("locali");
        form.has_search && form.passwords == 0 && form.email.is_none() && !looks_for_country
    });
    let best = forms.max_by_key(|form| {
        // The first of those that are alike.
        (
            form.path.has(Meaning::Search),
            form.said.says(Meaning::Search),
            form.zone.header,
            std::cmp::Reverse(form.node),
        )
    });
    if let Some(form) = best {
        let says = form.path.has(Meaning::Search) || form.said.says(Meaning::Search);
        let confidence = if says { 0.96 } else { 0.75 };
        return Some(Found::one(form.node, confidence, "is a form with a field to search in"));
    }
    let field = page.sights.iter().find(|sight| sight.form.is_none() && is_search(page.document, sight))?;
    let reason = "is a field to search in, without a form around it";
    Some(Found::one(field.node, 0.85, reason).by(Trigger::Change))
}

/// What opens the search.
pub fn search_open(page: &Page<'_>) -> Option<Found> {
    heaviest(page.sights.iter().filter(|sight| sight.is_pressed() && !sight.zone.footer), |case| {
        let sight = case.sight;
        let in_search = sight.form.and_then(|form| page.form(form)).is_some_and(|form| form.has_search);
        case.add(sight.is(Meaning::Search), 0.6, "says search")
            .add(
                !sight.is(Meaning::Search) && sight.says(Meaning::Search) && sight.said.words <= 3,
                0.45,
                "says search",
            )
            .add(sight.said.words == 0 && sight.hint.has(Meaning::Search), 0.5, "is called search")
            .add(sight.zone.header, 0.25, "stands in the header")
            .add(opens(page, sight), 0.2, "opens something")
            .less(in_search || sight.act == Act::Submit || is_beside_search(page, sight), 0.9)
            .less(sight.says(Meaning::Close) || sight.zone.dialog, 0.6)
            .less(!sight.zone.header && page.is_below_title(sight.node) && sight.zone.main, 0.4);
    })
}

/// Whether a field to search in stands beside it, and little else: then it sends what is looked for. A button with words
/// before the field opens it; an icon is part of it wherever it stands.
fn is_beside_search(page: &Page<'_>, sight: &Sight) -> bool {
    let is_part = |field: NodeId| field < sight.node || sight.said.words == 0;
    let mut fields = page.search_fields.iter().filter(|&&field| is_part(field));
    fields.any(|&field| {
        let mut around = page.document.ancestors(sight.node).take(4);
        around.find(|&above| page.document.contains(above, field)).is_some_and(|shared| {
            let inside = |other: &&Sight| other.is_pressed() && page.document.contains(shared, other.node);
            page.sights.iter().filter(inside).take(4).count() < 4
        })
    })
}

/// What opens the menu.
pub fn menu_open(page: &Page<'_>) -> Option<Found> {
    heaviest(page.sights.iter().filter(|sight| sight.is_pressed() && !sight.zone.footer), |case| {
        let sight = case.sight;
        let leads_away = sight.href.as_deref().is_some_and(|href| !href.starts_with('#') && !href.is_empty());
        let is_icon = sight.said.words == 0;
        case.add(sight.is(Meaning::Menu), 0.65, "says menu")
            .add(
                !sight.is(Meaning::Menu) && sight.says(Meaning::Menu) && sight.said.words <= 4,
                0.5,
                "says menu",
            )
            .add(is_icon && sight.hint.has(Meaning::Menu), 0.5, "is called menu")
            .add(is_icon && toggles(page, sight), 0.35, "folds something out")
            .add(says_bars(page, sight), 0.5, "shows three bars")
            .add(sight.zone.header, 0.25, "stands in the header")
            .add(opens(page, sight), 0.15, "opens something")
            .less(leads_away, 0.4)
            .less(sight.says(Meaning::Close) || sight.hint.has(Meaning::Close), 0.6)
            .less(sight.hint.has(Meaning::Account) || sight.says(Meaning::Account), 0.3)
            .less(page.card(sight.node).is_some() || sight.zone.dialog && !sight.zone.header, 0.5);
    })
}

/// The links of the main menu.
pub fn menu_click(page: &Page<'_>) -> Option<Found> {
    let has_nav = page.sights.iter().any(|sight| sight.zone.nav && sight.zone.header);
    let in_menu = |sight: &&Sight| {
        let around = sight.zone.nav || !has_nav && sight.zone.header;
        around && !sight.zone.footer && !sight.zone.main && sight.act == Act::Link
    };
    let mut menus: Vec<Menu> = Vec::new();
    for sight in page.sights.iter().filter(in_menu) {
        let Some(list) = list_of(page, sight.node) else { continue };
        let at = menus.iter().position(|menu| menu.list == list).unwrap_or_else(|| {
            menus.push(Menu { list, entries: Vec::new(), others: 0 });
            menus.len() - 1
        });
        if is_entry(page, sight) {
            menus[at].entries.push(sight.node);
        } else {
            menus[at].others += usize::from(sight.href.as_deref().is_some_and(|href| !href.starts_with('#')));
        }
    }
    let in_header = |list: NodeId| page.parts.zone(page.document, list).header;
    let best = menus
        .into_iter()
        .filter(|menu| menu.entries.len() > 1 && menu.entries.len() <= LONGEST_MENU)
        .filter(|menu| menu.others < menu.entries.len() && !is_breadcrumb(page, menu.list))
        .max_by_key(|menu| (in_header(menu.list), menu.entries.len(), std::cmp::Reverse(menu.list)))?;
    let mut confidence = if in_header(best.list) { 0.85 } else { 0.7 };
    if best.entries.len() < 3 {
        confidence -= 0.08;
    }
    Found::set(best.entries, confidence, "is an entry of the menu in the header")
}

/// A list of links in the header.
struct Menu {
    list: NodeId,
    entries: Vec<NodeId>,
    /// Links of it that are about the visitor: account, cart, search.
    others: usize,
}

/// Whether a link is one of a menu's entries: it has words, leads somewhere in the shop, and is not about the visitor.
fn is_entry(page: &Page<'_>, sight: &Sight) -> bool {
    const VISITOR: [Meaning; 8] = [
        Meaning::Cart,
        Meaning::Account,
        Meaning::Login,
        Meaning::Checkout,
        Meaning::Wishlist,
        Meaning::Register,
        Meaning::Forgot,
        Meaning::Search,
    ];
    let leads = sight.href.as_deref().is_some_and(|href| !href.is_empty() && !href.starts_with('#'));
    let is_product = sight
        .href
        .as_deref()
        .and_then(waymark_identify::address::path)
        .is_some_and(waymark_identify::address::is_particular);
    let is_logo = sight.href.as_deref().and_then(waymark_identify::address::path) == Some("/")
        && !sight.says(Meaning::Home);
    leads
        && !is_product
        && !is_logo
        && !text_of(page, sight.node).is_empty()
        && !sight.path.has_any(&VISITOR)
        && !sight.said.has.has_any(&VISITOR)
}

/// The outermost list that a link is in, within its menu; the menu itself where it has none.
fn list_of(page: &Page<'_>, node: NodeId) -> Option<NodeId> {
    let document = page.document;
    let is_nav = |above: NodeId| {
        document.tag(above) == "nav" || document.attribute(above, "role") == Some("navigation")
    };
    let nav = document.ancestors(node).find(|&above| is_nav(above));
    let within = document.ancestors(node).take_while(|&above| Some(above) != nav);
    let list = within.filter(|&above| matches!(document.tag(above), "ul" | "ol")).last();
    list.or(nav)
}

/// The way into the account.
pub fn account_open(page: &Page<'_>) -> Option<Found> {
    heaviest(page.sights.iter().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let meant = [Meaning::Account, Meaning::Login];
        let leads = sight.path.has_any(&meant)
            || path_has(sight, &["account", "login", "signin", "customer", "my-account"]);
        let says = meant.iter().any(|&meaning| sight.is(meaning));
        let has = sight.said.has.has_any(&meant) && sight.said.words <= 5;
        case.add(says, 0.5, "says account or log in")
            .add(!says && has, 0.4, "speaks of the account")
            .add(sight.said.words == 0 && sight.hint.has_any(&meant), 0.45, "is called account")
            .add(leads, 0.3, "leads to the account")
            .add(sight.zone.header || sight.zone.nav, 0.2, "stands in the header")
            .add(!sight.zone.header && !sight.zone.main && !sight.zone.footer, 0.1, "")
            .less(
                sight.says(Meaning::Logout) || sight.says(Meaning::Newsletter) || sight.says(Meaning::Forgot),
                0.7,
            )
            .less(sight.zone.footer, 0.2)
            .less(sight.zone.main, 0.4)
            .less(!sight.zone.header && !sight.zone.nav && page.is_below_title(sight.node), 0.2)
            .less(
                sight.act == Act::Submit
                    || sight.form.and_then(|form| page.form(form)).is_some_and(|form| form.passwords > 0),
                0.7,
            )
            .less(sight.says(Meaning::Wishlist) || sight.path.has(Meaning::Wishlist), 0.4);
    })
}

/// The way to what was saved.
pub fn wishlist_open(page: &Page<'_>) -> Option<Found> {
    heaviest(
        page.sights.iter().filter(|sight| sight.is_pressed() && page.card(sight.node).is_none()),
        |case| {
            let sight = case.sight;
            case.add(sight.says(Meaning::Wishlist) && sight.said.words <= 4, 0.5, "says wish list")
                .add(sight.said.words == 0 && sight.hint.has(Meaning::Wishlist), 0.45, "is called wish list")
                .add(sight.path.has(Meaning::Wishlist), 0.35, "leads to the wish list")
                .add(sight.zone.header || sight.zone.nav, 0.25, "stands in the header")
                .add(
                    !sight.zone.header
                        && !sight.zone.main
                        && !sight.zone.footer
                        && !page.is_below_title(sight.node),
                    0.15,
                    "",
                )
                .less(sight.says(Meaning::WishlistAdd) || sight.act == Act::Submit, 0.6)
                .less(sight.zone.main && !sight.path.has(Meaning::Wishlist), 0.35);
        },
    )
}

/// What opens the cart, or leads to it.
pub fn cart_open(page: &Page<'_>) -> Option<Found> {
    let sights = page.sights.iter().filter(|sight| sight.is_pressed() && page.card(sight.node).is_none());
    heaviest(sights, |case| {
        let sight = case.sight;
        let says = sight.said.has.has_any(&[Meaning::Cart, Meaning::ViewCart]) && sight.said.words <= 6;
        let leads = leads_to_cart(sight);
        let adds = sight.said.has.has_any(&[Meaning::AddToCart, Meaning::QuickAdd, Meaning::Remove])
            || path_has(sight, &["add"]);
        case.add(says, 0.45, "says cart")
            .add(!says && sight.said.words <= 3 && sight.hint.has(Meaning::Cart), 0.4, "is called cart")
            .add(leads, if says { 0.25 } else { 0.4 }, "leads to the cart")
            .less(sight.zone.folded, 0.4)
            .less(
                !leads
                    && sight.href.as_deref().is_some_and(|href| !href.is_empty() && !href.starts_with('#')),
                0.35,
            )
            .add(sight.zone.header, 0.2, "stands in the header")
            .add(!sight.zone.header && !sight.zone.main && !sight.zone.footer, 0.15, "")
            .add(opens(page, sight), 0.05, "")
            .less(adds || sight.act == Act::Submit && !sight.zone.header, 0.8)
            .less(sight.says(Meaning::Checkout) || sight.path.has(Meaning::Checkout) && !leads, 0.5)
            .less(sight.says(Meaning::Close) || sight.says(Meaning::ContinueShopping), 0.6)
            .less(sight.zone.footer || sight.zone.message, 0.3)
            .less(sight.zone.dialog && !leads, 0.5);
    })
}

/// The choice of language, country or currency.
pub fn region_change(page: &Page<'_>) -> Option<Found> {
    let meant = [Meaning::Language, Meaning::Country, Meaning::Currency];
    let sights = page.sights.iter().filter(|sight| sight.is_button() || sight.act == Act::Choice);
    heaviest(sights, |case| {
        let sight = case.sight;
        let form = sight.form.and_then(|form| page.form(form));
        let asks = form.is_some_and(|form| form.path.has_any(&meant) || form.action.contains("locali"));
        let address = form.is_some_and(|form| form.fields > 2);
        let is_select = page.document.tag(sight.node) == "select";
        case.add(sight.said.has.has_any(&meant), 0.45, "speaks of language, country or currency")
            .add(opens(page, sight) && names_currency(&text_of(page, sight.node)), 0.45, "names a currency")
            .add(sight.hint.has_any(&meant), 0.3, "is called language, country or currency")
            .add(asks, 0.25, "is in a form that changes it")
            .add(is_select, 0.25, "is a list to choose from")
            .add(opens(page, sight), 0.15, "opens something")
            .add(sight.zone.header || sight.zone.footer || sight.zone.nav, 0.15, "stands around the page")
            .less(address || sight.zone.main, 0.5)
            .less(sight.act == Act::Submit && !opens(page, sight), 0.4);
    })
    .map(|found| {
        let is_select = found.nodes.iter().any(|&node| page.document.tag(node) == "select");
        if is_select { found } else { found.by(Trigger::Click) }
    })
}

/// Whether a text names a currency and no price: "United Kingdom (GBP £)".
fn names_currency(text: &str) -> bool {
    let with_number = format!("{text} 1");
    !text.chars().any(char::is_numeric) && crate::cards::is_price(&with_number)
}

/// The line above the header.
pub fn announcement_click(page: &Page<'_>) -> Option<Found> {
    let links = page.sights.iter().filter(|sight| sight.act == Act::Link && !page.is_below_title(sight.node));
    let mut found = links.filter(|sight| {
        let mut around = std::iter::once(sight.node).chain(page.document.ancestors(sight.node).take(5));
        around.any(|node| is_announcement(page, node))
    });
    let first = found.next()?;
    let twin = found.all(|other| other.href == first.href);
    twin.then(|| Found::one(first.node, 0.8, "is the link in the announcement above the header"))
}

/// Whether an element is called what everybody calls the line above the header.
pub fn is_announcement(page: &Page<'_>, node: NodeId) -> bool {
    const NAMES: [&str; 4] = ["announcement", "promo-bar", "promobar", "topbar-promo"];
    page.document.classes(node).any(|class| {
        let class = class.to_ascii_lowercase();
        NAMES.iter().any(|name| class.contains(name))
    })
}

pub(super) fn text_of(page: &Page<'_>, node: NodeId) -> String {
    waymark_identify::text::normalised(page.document, node)
}

/// Whether it says that it opens something.
pub fn opens(page: &Page<'_>, sight: &Sight) -> bool {
    let has = |name: &str| page.document.has_attribute(sight.node, name);
    has("aria-expanded")
        || has("aria-controls")
        || has("aria-haspopup")
        || has("popovertarget")
        || sight.act == Act::Fold
        || sight.href.as_deref().is_some_and(|href| href.len() > 1 && href.starts_with('#'))
}

fn toggles(page: &Page<'_>, sight: &Sight) -> bool {
    let names = page.document.classes(sight.node).chain(page.document.element_id(sight.node));
    let toggled = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.contains("toggle") || name.contains("hamburger") || name.contains("burger")
    };
    names.into_iter().any(toggled) && (sight.zone.header || sight.zone.nav)
}

fn says_bars(page: &Page<'_>, sight: &Sight) -> bool {
    sight.said.words == 0 && text_of(page, sight.node).trim() == "☰"
}

fn leads_to_cart(sight: &Sight) -> bool {
    let Some(path) = sight.href.as_deref().and_then(waymark_identify::address::path) else {
        return sight.href.as_deref().is_some_and(|href| href.starts_with('#') && href.contains("cart"));
    };
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.split('.').next().unwrap_or_default();
    crate::words::said(&last.replace(['-', '_'], " ")).is(Meaning::Cart)
}

/// Whether the path has one of these words.
pub fn path_has(sight: &Sight, words: &[&str]) -> bool {
    sight.href.as_deref().and_then(waymark_identify::address::path).is_some_and(|path| {
        path.to_ascii_lowercase().split(['/', '-', '_', '.']).any(|part| words.contains(&part))
    })
}
