//! What is said after something that failed half way: what is live now, and which command finishes or undoes. Which of
//! them is due is decided in the app.

use std::path::{Path, PathBuf};

use waymark_app::publishing::{Aftermath, Errand, Look, Onward, Order, Undo};
use waymark_app::vault::ANY_SECRET;
use waymark_app::{App, Failure};
use waymark_model::ShopSlug;

use super::going_live::Sending;
use super::review::standing;
use super::{ASKING, Told, has_secret_for};
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

impl Given {
    /// Were it named, the place would be given a secret that may be another's.
    fn takes_another(&self, errand: &Errand) -> bool {
        self.left_any_secret && !has_secret_for(errand)
    }
}

/// A publication that began and failed.
pub struct Sent {
    /// The look that came before it.
    pub before: Look,
    /// What was sent.
    pub order: Order,
}

impl Sending<'_> {
    /// Another look after a failure: what is live now, and how to go on. Returns the look where all of it is there.
    pub async fn say_what_is_live(&mut self, given: &Given, sent: &Sent, failure: &Failure) -> Option<Look> {
        let (app, errand, output) = (&mut *self.app, self.errand, &mut *self.output);
        // The very place and revision: with less said, going back twice goes back further, and everywhere.
        let at = at(given.data.as_deref(), errand);
        // A place that is named is given the secret that is for any.
        let ask = if given.takes_another(errand) {
            of_shop(given.data.as_deref(), &errand.shop)
        } else {
            at.clone()
        };
        let look = look_again(app, errand, &ask, output).await?;
        let after = app.aftermath(&errand.shop, &sent.before, &look, &sent.order, failure);
        let Ok(Aftermath { number, onward, undo }) = after else { return None };
        let to = number.filter(|_| given.verb == BACK).map(|number| format!(" --to {number}"));
        let again = format!("waymark {}{at}{}", given.verb, to.unwrap_or_default());
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
        if is_advised && given.takes_another(errand) {
            output.remark(&format!(
                "  Unset {ANY_SECRET} before, unless it is for {}: where one place is named, it is taken for that one's.",
                errand.target.name
            ));
        }
        (onward == Onward::Done).then_some(look)
    }
}

/// The same after taking Waymark out of a theme failed: `before` is the look that came before it.
pub async fn say_what_is_left(
    app: &mut App,
    errand: &Errand,
    data: Option<&Path>,
    (before, failure): (&Look, &Failure),
    output: &mut Output,
) {
    let at = at(data, errand);
    let Some(look) = look_again(app, errand, &at, output).await else { return };
    let after = app.aftermath_of_taking_out(&errand.shop, before, &look, failure);
    let Ok(Aftermath { onward, undo, .. }) = after else { return };
    let again = format!("waymark install remove{at}");
    match onward {
        Onward::Done => {
            output.remark("  It is out all the same: nothing is left to do.");
            if let Err(error) = app.took_out(errand) {
                output.remark(&format!("  That could not be written down: {error}"));
            }
        }
        Onward::Again => output.remark(&format!("  To finish, or to try again: {again}")),
        Onward::Over(over) => {
            output.remark(&format!("  To take it out, having looked at it: {again} --over {over}"));
        }
        Onward::Stuck => {}
    }
    if let Some(Undo::Revision(number)) = undo {
        output.remark(&format!("  To undo: waymark {BACK}{at} --to {number}"));
    }
}

/// Looks once more and says what is there; nothing where it cannot be told, and then how to ask again.
async fn look_again(app: &mut App, errand: &Errand, ask: &str, output: &mut Output) -> Option<Look> {
    let name = &errand.target.name;
    Told::say(ASKING);
    let Ok(look) = errand.look().await else {
        output.remark(&format!("{name}: what is live now cannot be told, as it does not answer."));
        output.remark(&format!("  To ask again: waymark status{ask}"));
        return None;
    };
    app.saw(&errand.shop, &look);
    if let Ok(review) = app.review(&errand.shop, &look) {
        for line in standing(name, &review) {
            output.remark(&line);
        }
    }
    Some(look)
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

/// What names a place, and the data folder where it was named.
fn at(data: Option<&Path>, errand: &Errand) -> String {
    [of_shop(data, &errand.shop), option("target", &errand.target.name)].concat()
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
