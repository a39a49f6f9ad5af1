//! "See what is there already": whether the thing that a draft would count is told to another tool already. The page is
//! shown by the render worker, without the app's lock; nothing is really sent there. What was seen is believed for some
//! minutes, so that who goes from one draft of an element to the next does not start a browser each time.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;
use waymark_audit::already::{Pushed, Seen, request, seen};
use waymark_audit::check::sentence;
use waymark_audit::install::Vendor;
use waymark_audit::render::{RenderError, RenderRequest, Renderer};
use waymark_audit::requests::Hit;
use waymark_identify::{Document, NodeId};
use waymark_model::naming::convention::Convention;
use waymark_model::naming::destinations::name_at;
use waymark_model::{DestinationKind, Event, EventId, Millis, Selector, ShopSlug, Trigger};

use crate::auditing::Pass;
use crate::error::AppError;
use crate::recent::Recent;
use crate::state::App;
use crate::vault::Vault;
use crate::view::{Already, AlreadyStanding, AlreadyTold, Draft};

/// How long what was seen is believed.
const FRESH: Millis = 5 * 60_000;
/// Pages and rules of which it is kept.
const KEPT: usize = 8;

/// What was seen lately, by page, rule and trigger.
pub(crate) type LookedAt = Recent<String, (Millis, Seen), KEPT>;

/// What is asked, and how the answer is told.
struct Question {
    id: EventId,
    page: Url,
    names: Vec<String>,
    deed: &'static str,
    /// What the answer depends on: the page, the rule and what is done.
    key: String,
}

/// A draft's page to be shown, and what is to be done there. Holds all it needs.
pub struct AlreadyErrand {
    question: Question,
    shop: ShopSlug,
    request: RenderRequest,
    pass: Pass,
    now: Millis,
}

/// What came of looking, to be kept for the next who asks the same.
pub struct Looked {
    shop: ShopSlug,
    key: String,
    seen: Seen,
}

impl App {
    /// What it takes to see what is told already of what the draft would count; nothing where that comes of nothing that
    /// is done with an element, or where its page is not at hand. Pages that load nothing from elsewhere are looked at
    /// only `anyway`. `layer` is the script that hears the data layer.
    pub fn already_errand(
        &self,
        draft: &Draft,
        anyway: bool,
        layer: &str,
    ) -> Result<Option<AlreadyErrand>, AppError> {
        let Some(question) = self.question(draft, anyway)? else { return Ok(None) };
        let event = &draft.event;
        let Some(request) = request(&question.page, &event.id, &event.trigger, selectors(event), layer)
        else {
            return Ok(None);
        };
        let shop = self.open_slug()?;
        let pass = self.pass(&shop)?;
        Ok(Some(AlreadyErrand { question, shop, request, pass, now: self.now() }))
    }

    /// What was seen of just that some minutes ago at most; nothing where nobody looked.
    pub fn already_known(&self, draft: &Draft) -> Result<Option<Already>, AppError> {
        let Some(question) = self.question(draft, true)? else { return Ok(None) };
        let known = self.looked_at.of(&question.key).filter(|(at, _)| self.now() - at < FRESH);
        Ok(known.map(|(_, seen)| question.answered(seen, false)))
    }

    /// Keeps what was seen, as long as its shop is open. What could not be told is looked at again.
    pub fn keep_looked(&mut self, looked: Looked) {
        if self.open.as_ref() == Some(&looked.shop) && matches!(looked.seen, Seen::Done { .. }) {
            let now = self.now();
            self.looked_at.keep(looked.key, (now, looked.seen));
        }
    }

    fn question(&self, draft: &Draft, anyway: bool) -> Result<Option<Question>, AppError> {
        let pending = self.pending_for(draft)?;
        let Some(pick) = &pending.pick else { return Ok(None) };
        let Ok(mut page) = Url::parse(pick.document.url()) else { return Ok(None) };
        page.set_fragment(None);
        if !pending.page.within_shop || !(anyway || has_guests(&pick.document, &page)) {
            return Ok(None);
        }
        let event = &draft.event;
        let key = serde_json::to_string(&(page.as_str(), &event.trigger, selectors(event)));
        Ok(Some(Question {
            id: event.id.clone(),
            names: names_of(event, self.open_plan()?.naming),
            deed: deed(&event.trigger),
            key: key.map_err(AppError::Json)?,
            page,
        }))
    }
}

impl AlreadyErrand {
    /// Looks, as a visitor whom the shop let in where it gave headers for that. To be dropped by whoever wants it to stop.
    pub async fn run<R: Renderer>(
        mut self,
        renderer: &R,
        vault: Option<Arc<Vault>>,
    ) -> (Already, Option<Looked>) {
        let question = self.question;
        self.request.headers = self.pass.pairs(vault, self.now, &question.page).await;
        match renderer.render(&self.request).await {
            Ok(shown) => {
                let seen = seen(&shown, &question.page, &question.id);
                let already = question.answered(&seen, !self.request.headers.is_empty());
                (already, Some(Looked { shop: self.shop, key: question.key, seen }))
            }
            Err(error) => (question.unknown(&sentence(&error.to_string())), None),
        }
    }

    /// What is told where pages cannot be shown at all.
    #[must_use]
    pub fn nothing_shown(&self, error: &RenderError) -> Already {
        self.question.unknown(&sentence(&error.to_string()))
    }
}

impl Question {
    fn answered(&self, seen: &Seen, is_let_in: bool) -> Already {
        match seen {
            Seen::Done { hits, pushed, is_partial } => self.told(hits, pushed, *is_partial),
            Seen::Not(reason) => self.unknown(reason),
            Seen::HeldOff(status) => {
                let what = if is_let_in {
                    "although it was shown its crawler headers. Make new ones, and give them under Audit, Crawler access."
                } else {
                    "as shops do with programs. Give Waymark its crawler headers under Audit, Crawler access, and look again."
                };
                self.unknown(&format!("The shop held it off with status {status}, {what}"))
            }
        }
    }

    /// Nothing can be told, for this reason.
    fn unknown(&self, reason: &str) -> Already {
        Already {
            id: self.id.clone(),
            standing: AlreadyStanding::Unknown,
            words: format!("Could not tell whether {} is measured already. {reason}", self.deed),
            told: Vec::new(),
        }
    }

    fn told(&self, hits: &[Hit], pushed: &[Pushed], is_partial: bool) -> Already {
        let mut told: Vec<AlreadyTold> = hits.iter().map(|hit| self.by_tool(hit)).collect();
        told.extend(pushed.iter().map(|pushed| self.by_layer(pushed)));
        // What is called like the draft's event comes first, as it came otherwise.
        told.sort_by_key(|told| !told.same);
        let standing = match told.first() {
            Some(_) => AlreadyStanding::Told,
            None if is_partial => AlreadyStanding::Unknown,
            None => AlreadyStanding::Nothing,
        };
        let words = match standing {
            AlreadyStanding::Told if told.iter().any(|told| told.same) => String::new(),
            AlreadyStanding::Told => "It is called something else there.".to_owned(),
            AlreadyStanding::Unknown => format!(
                "Could not tell whether {} is measured already. The page has tags that cannot be looked into.",
                self.deed
            ),
            AlreadyStanding::Nothing => format!("No other tool is told of {}.", self.deed),
        };
        Already { id: self.id.clone(), standing, words, told }
    }

    fn by_tool(&self, hit: &Hit) -> AlreadyTold {
        let who = if hit.vendor == Vendor::GoogleAnalytics { "GA4" } else { hit.vendor.name() };
        let whose = format!("{who} {}", hit.account).trim_end().to_owned();
        self.one(who, &hit.account, &whose, &hit.event, &hit.parameters)
    }

    fn by_layer(&self, pushed: &Pushed) -> AlreadyTold {
        self.one("Data layer", "", "The data layer", &pushed.event, &pushed.parameters)
    }

    fn one(
        &self,
        who: &str,
        account: &str,
        whose: &str,
        event: &str,
        parameters: &BTreeMap<String, String>,
    ) -> AlreadyTold {
        AlreadyTold {
            who: who.to_owned(),
            account: account.to_owned(),
            event: event.to_owned(),
            parameters: parameters.clone(),
            same: self.names.contains(&plain(event)),
            words: format!("{whose} already gets {event} from {}.", self.deed),
        }
    }
}

fn selectors(event: &Event) -> &[Selector] {
    event.target.as_ref().map_or(&[][..], |target| &target.selectors)
}

/// What is done, in words.
fn deed(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::Submit { .. } => "this form",
        Trigger::Change => "this field",
        Trigger::Visible { .. } => "this coming into view",
        _ => "this click",
    }
}

/// Names that the event has in the plan and at any destination, as they are compared.
fn names_of(event: &Event, convention: Convention) -> Vec<String> {
    let there = DestinationKind::ALL.iter().map(|kind| plain(&name_at(&event.name, *kind, convention)));
    let given = event.send.values().filter_map(|sending| sending.name.as_deref()).map(plain);
    std::iter::once(plain(&event.name)).chain(there).chain(given).collect()
}

/// Names of one event in different spellings: `add_to_cart`, `AddToCart`, `Added to Cart`.
fn plain(event: &str) -> String {
    let letters = event.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect::<String>().replace("addedto", "addto")
}

/// Whether a page loads scripts or frames from elsewhere, or ones that are called like tags: those that tell other tools
/// anything do.
fn has_guests(page: &Document, url: &Url) -> bool {
    const CALLED: [&str; 6] = ["gtm", "gtag", "analytics", "pixel", "track", "tag-manager"];
    let loads = |node: &NodeId| matches!(page.tag(*node), "script" | "iframe");
    page.descendant_elements(page.root()).filter(loads).any(|node| {
        let Some(address) = page.attribute(node, "src").filter(|address| !address.is_empty()) else {
            return false;
        };
        let Ok(address) = url.join(address) else { return false };
        let path = address.path().to_lowercase();
        (address.has_host() && address.host_str() != url.host_str())
            || CALLED.iter().any(|word| path.contains(word))
    })
}
