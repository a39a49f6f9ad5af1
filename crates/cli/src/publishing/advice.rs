//! What is said after something that failed half way: what is live now, and which command finishes or undoes. Which of
//! them is due is decided in the app.

use std::path::Path;

use waymark_app::Failure;
use waymark_app::publishing::{Aftermath, Errand, Look, Onward, Order, Undo};
use waymark_app::vault::ANY_SECRET;
use waymark_model::ShopSlug;

use super::at_place::AtPlace;
use super::review::standing;
use super::{ASKING, Told};

/// The command that goes back.
pub const BACK: &str = "rollback";
/// The command that takes Waymark out of a theme.
pub const REMOVE: &str = "install remove";

/// A publication that began and failed.
pub struct Sent {
    /// The look that came before it.
    pub before: Look,
    /// What was sent.
    pub order: Order,
}

impl AtPlace<'_> {
    /// Another look after a failure: what is live now, and how to go on. Returns the look where all of it is there.
    pub async fn say_what_is_live(&mut self, sent: &Sent, failure: &Failure) -> Option<Look> {
        let look = self.look_again().await?;
        let after = self.app.aftermath(&self.errand.shop, &sent.before, &look, &sent.order, failure);
        let Ok(Aftermath { number, onward, undo }) = after else { return None };
        // The very place and revision: with less said, going back twice goes back further, and everywhere.
        let to = number.filter(|_| self.given.verb == BACK).map(|number| format!(" --to {number}"));
        let ways = Ways {
            again: format!("waymark {}{}{}", self.given.verb, self.named(), to.unwrap_or_default()),
            over: "replace it",
        };
        if onward == Onward::Done {
            self.output.remark("  It went live all the same: nothing is left to do.");
        }
        self.say_ways(&ways, &onward, undo);
        (onward == Onward::Done).then_some(look)
    }

    /// The same after taking Waymark out of a theme failed: `before` is the look that came before it.
    pub async fn say_what_is_left(&mut self, before: &Look, failure: &Failure) {
        let Some(look) = self.look_again().await else { return };
        let after = self.app.aftermath_of_taking_out(&self.errand.shop, before, &look, failure);
        let Ok((onward, undo)) = after else { return };
        let again = format!("waymark {}{}", self.given.verb, self.named());
        self.say_ways(&Ways { again, over: "take it out" }, &onward, undo);
    }

    fn say_ways(&mut self, ways: &Ways, onward: &Onward, undo: Option<Undo>) {
        let Ways { again, over } = ways;
        let mut says = Vec::new();
        match onward {
            Onward::Again => says.push(format!("To finish, or to try again: {again}")),
            Onward::Over(live) => says.push(format!("To {over}, having looked at it: {again} --over {live}")),
            Onward::Done | Onward::Stuck => {}
        }
        match undo {
            Some(Undo::Revision(number)) => {
                says.push(format!("To undo: waymark {BACK}{} --to {number}", self.named()));
            }
            Some(Undo::TakeOut) => says.push(format!("To undo: waymark {REMOVE}{}", self.named())),
            None => {}
        }
        let is_advised = undo.is_some() || matches!(onward, Onward::Again | Onward::Over(_));
        if is_advised && self.given.takes_another(self.errand) {
            says.push(format!(
                "Unset {ANY_SECRET} before, unless it is for {}: where one place is named, it is taken for that one's.",
                self.errand.target.name
            ));
        }
        for line in says {
            self.output.remark(&format!("  {line}"));
        }
    }

    /// Looks once more and says what is there; nothing where it cannot be told, and then how to ask again.
    async fn look_again(&mut self) -> Option<Look> {
        let (errand, data) = (self.errand, self.given.data.as_deref());
        let name = &errand.target.name;
        Told::say(ASKING);
        let Ok(look) = errand.look().await else {
            // A place that is named is given the secret that is for any.
            let ask =
                if self.given.takes_another(errand) { of_shop(data, &errand.shop) } else { self.named() };
            self.say("what is live now cannot be told, as it does not answer.");
            self.output.remark(&format!("  To ask again: waymark status{ask}"));
            return None;
        };
        self.app.saw(&errand.shop, &look);
        if let Ok(review) = self.app.review(&errand.shop, &look) {
            for line in standing(name, &review) {
                self.output.remark(&line);
            }
        }
        Some(look)
    }

    /// What names the place, and the data folder where it was named.
    fn named(&self) -> String {
        let Errand { shop, target, .. } = self.errand;
        [of_shop(self.given.data.as_deref(), shop), option("target", &target.name)].concat()
    }
}

/// How the ways on are said.
struct Ways {
    /// The command that failed.
    again: String,
    /// What is done to what somebody else made live.
    over: &'static str,
}

/// How to do something over what is there, having looked at it; what is from here needs no word for that.
pub fn over(what: &str, look: &Look, is_ours: bool) -> Option<String> {
    let live = look.live.as_ref()?;
    Some(if is_ours {
        format!("To {what}: the same without --over, as it is from here.")
    } else {
        format!("To {what}, having looked at it: --over {}", live.revision)
    })
}

/// What names a shop, and the data folder where it was named.
pub fn of_shop(data: Option<&Path>, shop: &ShopSlug) -> String {
    let data = data.map(|data| option("data", &data.to_string_lossy()));
    [data.unwrap_or_default(), option("shop", &shop.0)].concat()
}

fn option(name: &str, value: &str) -> String {
    format!(" --{name}={}", quoted(value))
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
