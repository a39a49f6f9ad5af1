//! Who hands reports on: an agency's name and logo, the same for all shops of this installation.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use waymark_audit::report::formats::{Branding, LARGEST_LOGO, Logo};

use crate::error::AppError;
use crate::state::App;
use crate::view::BrandView;

const NAME: &str = "report_brand_name";
/// Base64 of the picture's bytes; empty for none.
const LOGO: &str = "report_brand_logo";
/// Characters of a name that are kept.
const LONGEST: usize = 120;

impl App {
    /// Who hands reports on, as they are written.
    pub fn branding(&self) -> Result<Branding, AppError> {
        let logo = self.store.setting(LOGO)?.and_then(|text| STANDARD.decode(text).ok());
        Ok(Branding { name: self.store.setting(NAME)?.unwrap_or_default(), logo: logo.and_then(Logo::read) })
    }

    /// The same for showing.
    pub fn brand(&self) -> Result<BrandView, AppError> {
        let Branding { name, logo } = self.branding()?;
        Ok(BrandView { name, logo: logo.map(|logo| logo.address()) })
    }

    /// Names who hands reports on; an empty name for nobody.
    pub fn set_brand_name(&mut self, name: &str) -> Result<BrandView, AppError> {
        let name: String = name.trim().chars().take(LONGEST).collect();
        self.store.set_setting(NAME, &name)?;
        self.brand()
    }

    /// Takes a picture from a file, or away where there is none. What is no picture or too large is refused.
    pub fn set_brand_logo(&mut self, file: Option<&Path>) -> Result<BrandView, AppError> {
        let text = match file {
            Some(file) => STANDARD.encode(read(file)?),
            None => String::new(),
        };
        self.store.set_setting(LOGO, &text)?;
        self.brand()
    }
}

fn read(file: &Path) -> Result<Vec<u8>, AppError> {
    let unread = |source| AppError::FileNotRead { path: file.to_owned(), source };
    let mut bytes = Vec::new();
    // A byte more than is allowed tells that there is more.
    let most = LARGEST_LOGO as u64 + 1;
    File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(unread)?;
    let is_picture = Logo::read(bytes.clone()).is_some();
    if is_picture { Ok(bytes) } else { Err(AppError::NoLogo { is_large: bytes.len() > LARGEST_LOGO }) }
}
