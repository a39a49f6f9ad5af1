//! What a command has at hand at one of a shop's places: the app, the errand there, who stops it, and where things are
//! said. What is sent or taken out by it is in the modules beside.

use std::path::PathBuf;

use waymark_app::publishing::{Errand, Look, Progress as _};
use waymark_app::{App, AppError};

use super::{ASKING, Told, has_secret_for};
use crate::output::Output;

/// How the command was given.
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
    pub fn takes_another(&self, errand: &Errand) -> bool {
        self.left_any_secret && !has_secret_for(errand)
    }
}

/// One place.
pub struct AtPlace<'a> {
    pub app: &'a mut App,
    pub errand: &'a Errand,
    pub given: &'a Given,
    pub told: &'a Told,
    pub output: &'a mut Output,
}

impl AtPlace<'_> {
    /// Looks what is live, as long as that is wanted.
    pub async fn look(&mut self) -> Result<Look, AppError> {
        self.told.step(ASKING);
        let look = self.errand.look_unless_stopped(self.told).await?;
        self.app.saw(&self.errand.shop, &look);
        Ok(look)
    }

    pub fn say(&mut self, words: &str) {
        self.output.remark(&format!("{}: {words}", self.errand.target.name));
    }
}
