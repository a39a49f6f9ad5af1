//! Which elements a showing takes pictures of, and which of the pictures show what the report says they show.

use std::collections::BTreeMap;

use waymark_model::{Event, EventId, Selector, Verdict};

use crate::check::EventOnPage;
use crate::record::RenderRecord;
use crate::render::{Picture, RenderRequest, Renderer};

/// Pictures that one showing takes: each scrolls the page, and takes a fifth of a second.
pub(crate) const MOST: usize = 8;

/// A picture asked for: whose it is, and by which rule.
pub(crate) type Asked = (EventId, Vec<Selector>);

/// What pictures are taken of: the new places of elements that moved, as far as the page as it is served tells them, and
/// then elements where they were.
pub(super) fn asked(events: &[&Event], moved: &BTreeMap<EventId, Vec<Selector>>) -> Vec<Asked> {
    let rule = |event: &Event| {
        let own = event.target.as_ref().map(|target| target.selectors.clone()).unwrap_or_default();
        (event.id.clone(), moved.get(&event.id).cloned().unwrap_or(own))
    };
    let mut asked: Vec<Asked> =
        events.iter().map(|event| rule(event)).filter(|(_, rule)| !rule.is_empty()).collect();
    asked.sort_by_key(|(event, _)| !moved.contains_key(event));
    asked.truncate(MOST);
    asked
}

/// The same for whoever takes them.
pub(crate) fn wanted(asked: &[Asked]) -> Vec<Picture> {
    asked.iter().map(|(_, selectors)| Picture::Element { selectors: selectors.clone() }).collect()
}

/// Keeps the pictures that show what was found. `own` are the rules of the events.
pub(super) fn keep(
    record: &mut RenderRecord,
    asked: &[Asked],
    taken: Vec<Option<Vec<u8>>>,
    events: &[&Event],
) {
    for ((event, rule), png) in asked.iter().zip(taken) {
        let own = events.iter().find(|known| known.id == *event).and_then(|event| event.target.as_ref());
        let shows =
            record.events.iter().find(|found| found.id == *event).is_some_and(|found| match found.verdict {
                Verdict::Moved => place(found) == Some(rule),
                Verdict::Intact | Verdict::Hidden => own.is_some_and(|own| own.selectors == *rule),
                _ => false,
            });
        if let Some(png) = png.filter(|_| shows) {
            let name = record.pictures.add(png);
            record.shots.insert(event.clone(), name);
        }
    }
}

/// Shows the page once more where elements turned out to have moved to where nobody took a picture: scripts make the page,
/// and it could not be told before.
pub(super) async fn again<R: Renderer>(
    record: &mut RenderRecord,
    first: &RenderRequest,
    renderer: &R,
    events: &[&Event],
) {
    let missed = record
        .events
        .iter()
        .filter(|found| found.verdict == Verdict::Moved && !record.shots.contains_key(&found.id));
    let asked: Vec<Asked> =
        missed.filter_map(|found| Some((found.id.clone(), place(found)?.clone()))).take(MOST).collect();
    if asked.is_empty() {
        return;
    }
    let request = RenderRequest { pictures: wanted(&asked), trial: None, ..first.clone() };
    // Without an answer there is no picture; what was found stands.
    if let Ok(shown) = renderer.render(&request).await {
        keep(record, &asked, shown.pictures, events);
    }
}

fn place(found: &EventOnPage) -> Option<&Vec<Selector>> {
    found.repair.as_ref().map(|repair| &repair.target.selectors)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use serde_json::{from_value, json};
    use waymark_model::{Target, Trigger};

    use super::*;
    use crate::check::Repair;
    use crate::render::{Device, RenderError, Rendered};

    fn rule(css: &str) -> Vec<Selector> {
        vec![Selector::new(css)]
    }

    fn event(id: &str) -> Event {
        let target = Target { selectors: rule(&format!(".{id}")), ..Target::default() };
        Event { target: Some(target), ..Event::new(EventId(id.into()), id.into(), Trigger::Click) }
    }

    fn found(id: &str, verdict: Verdict, place: Option<&str>) -> EventOnPage {
        let repair = place.map(|css| Repair {
            target: Target { selectors: rule(css), ..Target::default() },
            confidence: Some(0.9),
        });
        let id = EventId(id.into());
        let (reasons, lost) = (Vec::new(), Vec::new());
        EventOnPage { id, verdict, reasons, confidence: None, found: String::new(), repair, lost }
    }

    fn record(events: &[EventOnPage]) -> RenderRecord {
        let record = json!({ "url": "https://s.example/", "device": "phone", "events": events });
        from_value(record).unwrap()
    }

    fn names(record: &RenderRecord) -> Vec<&str> {
        record.shots.keys().map(|event| event.0.as_str()).collect()
    }

    #[test]
    fn what_moved_comes_first_and_eight_are_enough() {
        let events: Vec<Event> = (0..10).map(|number| event(&format!("e{number}"))).collect();
        let events: Vec<&Event> = events.iter().collect();
        let moved = BTreeMap::from([(EventId("e7".into()), rule("#new"))]);
        let asked = asked(&events, &moved);
        assert_eq!(asked.len(), MOST);
        assert_eq!(asked[0], (EventId("e7".into()), rule("#new")));
        assert_eq!(asked[1], (EventId("e0".into()), rule(".e0")));
    }

    #[test]
    fn a_picture_is_kept_only_where_it_shows_what_was_found() {
        let events = ["intact", "moved", "other", "missing"].map(event);
        let events: Vec<&Event> = events.iter().collect();
        let moved = BTreeMap::from([(EventId("moved".into()), rule("#new"))]);
        let asked = asked(&events, &moved);
        let mut record = record(&[
            found("intact", Verdict::Intact, None),
            found("moved", Verdict::Moved, Some("#new")),
            // What its own rule still finds is another element.
            found("other", Verdict::Moved, Some("#elsewhere")),
            found("missing", Verdict::Missing, None),
        ]);
        keep(&mut record, &asked, vec![Some(b"png".to_vec()); 4], &events);
        assert_eq!(names(&record), ["intact", "moved"]);
        assert_eq!(record.pictures.iter().count(), 1, "the same picture once");
    }

    /// Takes the pictures that are asked for, and notes by which rules.
    struct Camera(Mutex<Vec<Vec<Picture>>>);

    impl Renderer for Camera {
        async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
            assert_eq!(request.trial, None, "nothing is tried again");
            self.0.lock().unwrap().push(request.pictures.clone());
            let snapshot =
                json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": [] });
            let shown = json!({
                "url": "https://s.example/", "status": 200, "snapshot": snapshot, "busy": null, "requests": [],
                "requestsCut": false, "scriptErrors": { "count": 0, "first": [] },
                "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
                "timing": { "loaded": 1, "settled": 2, "done": 3 }, "pictures": ["cG5n"],
            });
            Ok(from_value(shown).unwrap())
        }
    }

    #[tokio::test]
    async fn what_only_a_browser_shows_to_have_moved_is_shown_once_more() {
        let events = ["here", "moved"].map(event);
        let events: Vec<&Event> = events.iter().collect();
        let mut record =
            record(&[found("here", Verdict::Intact, None), found("moved", Verdict::Moved, Some("#new"))]);
        let camera = Camera(Mutex::default());
        let first = RenderRequest::new("https://s.example/", Device::PHONE);
        again(&mut record, &first, &camera, &events).await;
        assert_eq!(names(&record), ["moved"]);
        again(&mut record, &first, &camera, &events).await;
        let asked = camera.0.into_inner().unwrap();
        assert_eq!(asked, [[Picture::Element { selectors: rule("#new") }]], "once");
    }
}
