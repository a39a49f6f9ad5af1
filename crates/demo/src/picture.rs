//! The shop's "photographs": hand-drawn SVG fragments of `assets/pictures`, set in colour, light and crop.
//!
//! Fragments are drawn on 800 x 1000 and take their colours from CSS variables; addresses name product, colour and
//! view, as a shop's picture addresses do.

use std::fmt::Write as _;

use crate::catalogue::{self, Colour, Product, Shape};

/// The pictures of a product's gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Front,
    Room,
    Detail,
    Laid,
}

/// Drawn for products that come in no colours.
const PLAIN: Colour = Colour { name: "Plain", hex: "#c9a86a" };

impl View {
    pub(crate) const ALL: [Self; 4] = [Self::Front, Self::Room, Self::Detail, Self::Laid];

    fn slug(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Room => "room",
            Self::Detail => "detail",
            Self::Laid => "laid",
        }
    }

    /// For alternative texts.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Front => "from the front",
            Self::Room => "in daylight",
            Self::Detail => "close up",
            Self::Laid => "laid out",
        }
    }

    /// How a fragment is moved into the picture.
    fn transform(self) -> &'static str {
        match self {
            Self::Front => "translate(40 30) scale(.9)",
            Self::Room => "translate(120 150) scale(.7)",
            Self::Detail => "translate(-560 -620) scale(2.2)",
            Self::Laid => "rotate(-12 400 500) translate(30 40) scale(.92)",
        }
    }
}

/// Where the picture of a product in a colour is.
pub(crate) fn address(product: &Product, colour: Option<Colour>, view: View) -> String {
    let colour = colour.unwrap_or(PLAIN).slug();
    format!("/cdn/shop/files/{}_{colour}_{}.svg", product.handle, view.slug())
}

/// The SVG of a file name as [`address`] makes them, or of a scene such as `hero.svg`.
pub(crate) fn draw(file: &str) -> Option<String> {
    let name = file.strip_suffix(".svg")?;
    if let Some(scene) = scene(name) {
        return Some(scene.to_owned());
    }
    let mut parts = name.split('_');
    let product = catalogue::product(parts.next()?)?;
    let wanted = parts.next()?;
    let colour = product.colours.iter().copied().chain([PLAIN]).find(|colour| colour.slug() == wanted)?;
    let slug = parts.next()?;
    let view = View::ALL.into_iter().find(|view| view.slug() == slug)?;
    Some(compose(fragment(product.shape), colour, view))
}

/// The shop's mark alone.
pub(crate) fn favicon() -> String {
    include_str!("../assets/pictures/mark.svg").to_owned()
}

fn scene(name: &str) -> Option<&'static str> {
    Some(match name {
        "hero" => include_str!("../assets/pictures/hero.svg"),
        "studio" => include_str!("../assets/pictures/studio.svg"),
        _ => return None,
    })
}

fn fragment(shape: Shape) -> &'static str {
    match shape {
        Shape::Jumper => include_str!("../assets/pictures/jumper.svg"),
        Shape::Shirt => include_str!("../assets/pictures/shirt.svg"),
        Shape::Blanket => include_str!("../assets/pictures/blanket.svg"),
        Shape::Beanie => include_str!("../assets/pictures/beanie.svg"),
        Shape::Tote => include_str!("../assets/pictures/tote.svg"),
        Shape::Mug => include_str!("../assets/pictures/mug.svg"),
        Shape::Candle => include_str!("../assets/pictures/candle.svg"),
        Shape::Card => include_str!("../assets/pictures/card.svg"),
    }
}

fn compose(fragment: &str, colour: Colour, view: View) -> String {
    let [light, dark, deep] = [(255, 0.28), (0, 0.16), (0, 0.34)].map(|(to, part)| mix(colour.hex, to, part));
    let mut svg = String::with_capacity(fragment.len() + 2_000);
    // Writing into a string cannot fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 1000\">\
         <style>svg{{--base:{};--light:{light};--dark:{dark};--deep:{deep}}}</style>{}{}\
         <g transform=\"{}\">{fragment}</g></svg>",
        colour.hex,
        include_str!("../assets/pictures/defs.svg"),
        backdrop(view),
        view.transform(),
    );
    svg
}

fn backdrop(view: View) -> &'static str {
    match view {
        View::Front | View::Detail => "<rect width=\"800\" height=\"1000\" fill=\"url(#paper)\"/>",
        View::Laid => {
            "<rect width=\"800\" height=\"1000\" fill=\"#cfc6b6\"/><rect width=\"800\" height=\"1000\" fill=\"url(#boards)\"/>"
        }
        View::Room => include_str!("../assets/pictures/room.svg"),
    }
}

/// A `#rrggbb` colour moved by a part (0 to 1) towards a grey level; anything else comes back as it is.
fn mix(hex: &str, towards: u8, part: f64) -> String {
    let Ok(value) = u32::from_str_radix(hex.trim_start_matches('#'), 16) else { return hex.to_owned() };
    let channel = |shift: u32| {
        let from = f64::from((value >> shift) & 0xff);
        (from + (f64::from(towards) - from) * part).round() as u8
    };
    format!("#{:02x}{:02x}{:02x}", channel(16), channel(8), channel(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_drawn() {
        for product in &catalogue::PRODUCTS {
            for variant in product.variants() {
                for view in View::ALL {
                    let address = address(product, variant.colour, view);
                    let file = address.rsplit('/').next().expect("a file name");
                    assert!(draw(file).is_some_and(|svg| svg.contains("</svg>")), "{address}");
                }
            }
        }
    }

    #[test]
    fn unknown_pictures_are_not_drawn() {
        for file in ["x.svg", "tarn-crew-jumper_pink_front.svg", "tarn-crew-jumper_oat_back.svg", "hero.png"]
        {
            assert_eq!(draw(file), None, "{file}");
        }
    }

    #[test]
    fn mixing_moves_towards_the_level() {
        assert_eq!(mix("#808080", 0, 0.5), "#404040");
        assert_eq!(mix("#000000", 255, 1.0), "#ffffff");
    }
}
