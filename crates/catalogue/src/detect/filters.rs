//! What narrows a list of products, orders it, or shows more of it.

use waymark_identify::{NodeId, address};
use waymark_model::Trigger;

use super::Found;
use super::around::opens;
use super::weigh::heaviest;
use crate::page::Page;
use crate::sight::{Act, Sight};
use crate::words::Meaning;

/// What opens the filters.
pub fn filter_open(page: &Page<'_>) -> Option<Found> {
    heaviest(page.own().filter(|sight| sight.is_pressed()), |case| {
        let sight = case.sight;
        let leads_away = sight.href.as_deref().is_some_and(|href| !href.starts_with('#'));
        case.add(sight.is(Meaning::Filter), 0.65, "says filter")
            .add(
                !sight.is(Meaning::Filter) && sight.says(Meaning::Filter) && sight.said.words <= 5,
                0.5,
                "says filter",
            )
            .add(opens(page, sight), 0.2, "opens something")
            .add(sight.is_button(), 0.1, "is a button")
            .less(leads_away || sight.act == Act::Submit, 0.5)
            .less(
                sight.says(Meaning::FilterClear) || sight.says(Meaning::Remove) || sight.is(Meaning::Close),
                0.7,
            );
    })
}

/// The filters themselves: boxes to tick around the list.
pub fn filter_use(page: &Page<'_>) -> Option<Found> {
    let in_filters = |sight: &&Sight| {
        let form = sight.form.and_then(|form| page.form(form));
        let named = page.document.attribute(sight.node, "name").unwrap_or_default().to_ascii_lowercase();
        let around = page.document.ancestors(sight.node).take(8).any(|node| {
            let words = page.document.classes(node).chain(page.document.element_id(node));
            words.into_iter().any(|name| {
                let name = name.to_ascii_lowercase();
                name.contains("filter") || name.contains("facet")
            })
        });
        named.starts_with("filter") || form.is_some_and(|form| form.path.has(Meaning::Filter)) || around
    };
    let nodes: Vec<NodeId> = page
        .own()
        .filter(|sight| {
            let is_box = matches!(page.document.input_type(sight.node).as_str(), "checkbox" | "radio");
            sight.act == Act::Choice
                && (is_box || page.document.attribute(sight.node, "role") == Some("checkbox"))
        })
        .filter(|sight| !sight.says(Meaning::Sort) && !sight.hint.has(Meaning::Sort))
        .filter(in_filters)
        .map(|sight| sight.node)
        .collect();
    if nodes.len() < 2 {
        return None;
    }
    Found::set(nodes, 0.88, "is a choice of the filters")
}

/// The choice of order.
pub fn sort_use(page: &Page<'_>) -> Option<Found> {
    let is_list = |sight: &&Sight| {
        matches!(page.document.tag(sight.node), "select")
            || waymark_identify::role::role(page.document, sight.node) == "combobox"
    };
    let select = heaviest(page.own().filter(is_list), |case| {
        let sight = case.sight;
        case.add(sight.says(Meaning::Sort), 0.5, "says sort")
            .add(sight.hint.has(Meaning::Sort), 0.4, "is called sort")
            .add(true, 0.3, "is a list to choose from");
    });
    select.filter(|found| found.confidence >= 0.6).or_else(|| {
        heaviest(page.own().filter(|sight| sight.is_button()), |case| {
            let sight = case.sight;
            case.add(sight.is(Meaning::Sort), 0.6, "says sort")
                .add(
                    !sight.is(Meaning::Sort) && sight.says(Meaning::Sort) && sight.said.words <= 8,
                    0.4,
                    "says sort",
                )
                .add(opens(page, sight), 0.25, "opens a list")
                .less(sight.says(Meaning::Filter) || sight.act == Act::Submit, 0.4);
        })
        .map(|found| found.by(Trigger::Click))
    })
}

/// The next page, or more of this one.
pub fn next_page(page: &Page<'_>) -> Option<Found> {
    heaviest(
        page.own_or_nav().filter(|sight| sight.is_pressed() && page.card(sight.node).is_none()),
        |case| {
            let sight = case.sight;
            let document = page.document;
            let is_paged = sight.href.as_deref().is_some_and(|href| {
                let query = href.split_once('?').map_or("", |(_, query)| query);
                query.split('&').any(|pair| {
                    pair.starts_with("page=")
                        || pair.starts_with("p=")
                        || pair.starts_with("cursor=")
                        || pair.contains("direction=next")
                }) || href.contains("/page/")
            });
            let in_pager = document.ancestors(sight.node).take(6).any(|node| {
                let label = document.attribute(node, "aria-label").unwrap_or_default().to_ascii_lowercase();
                let called = |name: &str| {
                    let name = name.to_ascii_lowercase();
                    name.contains("pagination") || name.contains("pager") || name.contains("paging")
                };
                label.contains("pagination") || document.classes(node).any(called)
            });
            let is_next = sight.says(Meaning::Next) || document.attribute(sight.node, "rel") == Some("next");
            let says_more = sight.says(Meaning::LoadMore) && sight.said.words <= 5;
            let arrow = matches!(
                waymark_identify::text::normalised(document, sight.node).trim(),
                "→" | "›" | "»" | ">"
            );
            let is_last_of_list = document
                .classes(sight.node)
                .chain(
                    document
                        .parent_element(sight.node)
                        .into_iter()
                        .flat_map(|parent| document.classes(parent)),
                )
                .any(|class| class.to_ascii_lowercase().split(['-', '_']).any(|word| word == "next"));
            case.add(says_more, 0.5, "asks for more")
                .add(is_next && (in_pager || is_paged), 0.5, "says next")
                .add((arrow || is_last_of_list) && (in_pager || is_paged), 0.45, "points on")
                .add(is_paged, 0.3, "leads to another page of the list")
                .add(in_pager, 0.2, "stands among the page numbers")
                .add(
                    !page.cards.0.is_empty()
                        && page.cards.0.last().is_some_and(|card| sight.node > card.node),
                    0.1,
                    "stands below the list",
                )
                .less(sight.says(Meaning::Previous) && !is_next, 0.8)
                .less(!is_next && !says_more && !arrow && !is_last_of_list, 0.6)
                .less(sight.says(Meaning::ReadMore) || sight.says(Meaning::Review), 0.4)
                .less(sight.href.as_deref().is_some_and(|href| !is_paged && !href.starts_with('#')), 0.3);
        },
    )
}

/// Categories beside the list: the longest list of links in the page's side, or of links to collections.
pub fn category_click(page: &Page<'_>) -> Option<Found> {
    let mut lists: Vec<(NodeId, Vec<&Sight>)> = Vec::new();
    let beside = |sight: &&Sight| {
        let zone = sight.zone;
        sight.act == Act::Link && !zone.dialog && !zone.header && !zone.footer && !zone.message
    };
    for sight in page.sights.iter().filter(beside) {
        let path = sight.href.as_deref().and_then(address::path);
        if path.is_none_or(|path| path.len() < 2)
            || page.card(sight.node).is_some()
            || sight.says(Meaning::FilterClear)
            || super::breadcrumbs::is_in_breadcrumb(page, sight.node)
        {
            continue;
        }
        let is_list = |&node: &NodeId| matches!(page.document.tag(node), "aside" | "ul" | "ol");
        let Some(list) = page.document.ancestors(sight.node).filter(is_list).last() else { continue };
        match lists.iter_mut().find(|(known, _)| *known == list) {
            Some((_, links)) => links.push(sight),
            None => lists.push((list, vec![sight])),
        }
    }
    let to_collections = |links: &[&Sight]| {
        let leading = links.iter().filter(|sight| super::home::leads_to_collection(page, sight.node)).count();
        leading * 2 > links.len()
    };
    let is_categories = |links: &[&Sight]| links.len() > 1 && (links[0].zone.aside || to_collections(links));
    let (_, links) =
        lists.into_iter().filter(|(_, links)| is_categories(links)).max_by_key(|(_, links)| links.len())?;
    if !to_collections(&links) {
        let nodes = links.iter().map(|sight| sight.node).collect();
        return Found::set(nodes, 0.75, "is a link beside the list of products");
    }
    let leading =
        links.iter().map(|sight| sight.node).filter(|&node| super::home::leads_to_collection(page, node));
    Found::set(leading.collect(), 0.85, "is a category beside the list of products")
}
