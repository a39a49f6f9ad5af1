//! What is said after a publication that failed half way: what is live now, and which command finishes or undoes. Which of
//! them is due is decided in the app.

use std::path::PathBuf;

use waymark_app::App;
use waymark_app::Failure;
use waymark_app::publishing::{Aftermath, Errand, Look, Onward, Order, Undo};
use waymark_app::vault::ANY_SECRET;

use super::review::in_words;
use super::{ASKING, Told};
use crate::output::Output;

/// The command that goes back.
pub const BACK: &str = "rollback";

/// How the command that failed was given.
pub struct Given {
    /// Its verb.
    pub verb: &'static str,
    /// The data folder, where it was named.
    pub data: Option<PathBuf>,
    /// The variable for any secret is there and was not taken.
    pub left_any_secret: bool,
}

/// A publication that began and failed.
pub struct Sent {
    /// The look that came before it.
    pub before: Look,
    /// What was sent.
    pub order: Order,
}

impl Given {
    /// Another look after a failure: what is live now, and how to go on. Returns the look where all of it is there.
    pub async fn say_what_is_live(
        &self,
        app: &mut App,
        errand: &Errand,
        sent: &Sent,
        failure: &Failure,
        output: &mut Output,
    ) -> Option<Look> {
        let name = &errand.target.name;
        Told::say(ASKING);
        let Ok(look) = errand.look().await else {
            output.remark(&format!(
                "{name}: what is live now cannot be told, as it does not answer. `waymark status` asks again."
            ));
            return None;
        };
        app.saw(&errand.shop, &look);
        if let Ok(review) = app.review(&errand.shop, &look) {
            output.remark(&format!("{name}: {}", in_words(&review)));
        }
        let after = app.aftermath(&errand.shop, &sent.before, &look, &sent.order, failure);
        let Ok(Aftermath { number, onward, undo }) = after else { return None };
        // The very place and revision: with less said, going back twice goes back further, and everywhere.
        let at = self.at(errand);
        let to = number.filter(|_| self.verb == BACK).map(|number| format!(" --to {number}"));
        let again = format!("waymark {}{at}{}", self.verb, to.unwrap_or_default());
        match &onward {
            Onward::Done => output.remark("  It went live all the same: nothing is left to do."),
            Onward::Again => output.remark(&format!("  To finish, or to try again: {again}")),
            Onward::Over(over) => {
                output.remark(&format!("  To replace it, having looked at it: {again} --over {over}"));
            }
            Onward::Stuck => {}
        }
        match undo {
            Some(Undo::Revision(number)) => {
                output.remark(&format!("  To undo: waymark {BACK}{at} --to {number}"));
            }
            Some(Undo::TakeOut) => output.remark(&format!("  To undo: waymark install remove{at}")),
            None => {}
        }
        let is_advised = undo.is_some() || matches!(onward, Onward::Again | Onward::Over(_));
        if is_advised && self.left_any_secret && errand.target.place.has_secret() {
            output.remark(&format!(
                "  Unset {ANY_SECRET} before, unless it is for {name}: where one place is named, it is taken for that one's."
            ));
        }
        (onward == Onward::Done).then_some(look)
    }

    /// What names the place, and the data folder where it was named.
    fn at(&self, errand: &Errand) -> String {
        let option = |name: &str, value: &str| format!(" --{name}={}", quoted(value));
        let data = self.data.as_ref().map(|data| option("data", &data.to_string_lossy()));
        let (shop, target) = (option("shop", &errand.shop.0), option("target", &errand.target.name));
        [data.unwrap_or_default(), shop, target].concat()
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
