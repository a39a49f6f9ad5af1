//! Similo on the records: it was made for them.

use super::archive::{Record, Site};
use crate::peers::similo::{Seen, Traits};

/// For how many old records of a site Similo takes the right new one.
pub(super) fn right(site: &Site) -> usize {
    let [old, new] = [&site.old, &site.new].map(|records| records.iter().map(traits).collect::<Vec<_>>());
    let best = |old: &Traits| {
        let scores: Vec<f64> = new.iter().map(|new| old.score(new)).collect();
        // Of several alike the first.
        (0..scores.len()).max_by(|&one, &other| scores[one].total_cmp(&scores[other]).then(other.cmp(&one)))
    };
    old.iter().zip(&site.right).filter(|(old, right)| best(old) == Some(**right)).count()
}

fn traits(record: &Record) -> Traits {
    let place = record.location;
    Traits::from(Seen {
        tag: record.tag.to_ascii_lowercase(),
        name: record.name.clone(),
        id: record.id.clone(),
        class: record.class_list.join(" "),
        href: record.href.clone(),
        alt: record.alt.clone(),
        xpath: record.xpath.clone(),
        idxpath: record.idxpath.clone(),
        text: record.visible_text.join(" "),
        is_button: record.is_button,
        bounds: [place.x, place.y, place.width, place.height],
        neighbours: record.neighbor_text.iter().map(|word| word.to_lowercase()).collect(),
    })
}
