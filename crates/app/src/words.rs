//! What the closed sets of the model are called in the panel. The panel's copy, `ui/generated/words.ts`, is written
//! from here by this module's test. Sentences about one event or page are made where what they say is decided.

use waymark_model::naming::convention::Convention;
use waymark_model::{DestinationKind, Format, Trigger};

use crate::view::PaneDevice;

/// A choice in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Words {
    /// What it is called.
    pub label: &'static str,
    /// What it is.
    pub hint: &'static str,
}

/// What a trigger is called, and what it means.
#[must_use]
pub fn of_trigger(trigger: &Trigger) -> Words {
    let (label, hint) = match trigger {
        Trigger::Click => ("Click", "It is clicked, tapped, or pressed with the keyboard."),
        Trigger::Submit { .. } => ("Form submit", "The form is sent."),
        Trigger::Change => ("Field change", "Something else is chosen or entered."),
        Trigger::PageView => ("Page view", "The page is opened."),
        Trigger::Visible { .. } => ("Comes into view", "It is seen on the screen for a while."),
        Trigger::Scroll { .. } => ("Scroll depth", "The visitor scrolls this far."),
        Trigger::Time { .. } => {
            ("Time on page", "The visitor spends this long looking at the page and using it.")
        }
        Trigger::Video { .. } => ("Video", "A video starts, plays this far, or ends."),
        Trigger::Gallery => ("Gallery", "Another picture comes up by swipe, arrow or thumbnail."),
        Trigger::Hover { .. } => ("Hover", "The mouse rests on it."),
        Trigger::Copy => ("Copy text", "Text is copied, such as a discount code."),
        Trigger::AddToCart => ("Add to cart", "Something lands in the cart, however the shop does it."),
        Trigger::Exit => ("Exit intent", "The visitor is about to leave."),
        Trigger::RageClick { .. } => ("Rage click", "The same spot is clicked again and again."),
        Trigger::Count { .. } => ("Count of events", "Other events fired a number of times."),
        Trigger::Sequence { .. } => ("Sequence of events", "Other events fired in this order."),
        Trigger::Score { .. } => ("Score", "The weights of what fired add up."),
        Trigger::Velocity { .. } => ("Velocity", "Many events within a few minutes."),
    };
    Words { label, hint }
}

/// What a destination is called, and what it is.
#[must_use]
pub fn of_destination(kind: DestinationKind) -> Words {
    let hint = match kind {
        DestinationKind::DataLayer => "Google Tag Manager and whatever else reads it",
        DestinationKind::Ga4 => "By the gtag of your shop",
        DestinationKind::Shopify => "For custom pixels and apps",
        DestinationKind::Meta => "Facebook and Instagram ads",
        DestinationKind::Klaviyo => "E-mail and text messages",
        DestinationKind::Mixpanel
        | DestinationKind::Amplitude
        | DestinationKind::Heap
        | DestinationKind::Posthog => "Product analytics",
        DestinationKind::Hotjar => "Recordings and heat maps",
        DestinationKind::Segment => "Passes events on to other tools",
        DestinationKind::Vwo | DestinationKind::Optimizely => "A/B tests and personalisation",
        DestinationKind::Endpoint => "A server of your own",
    };
    Words { label: kind.label(), hint }
}

/// What a format is called, and what it is for.
#[must_use]
pub fn of_format(format: Format) -> Words {
    let (label, hint) = match format {
        Format::Gtm => ("GTM container", "Tags, triggers and variables to import into Google Tag Manager"),
        Format::ShopifyPixel => {
            ("Shopify custom pixel", "Sends events and the checkout to Google, Meta or your own server")
        }
        Format::Ga4List => ("GA4 event list", "What to register in Google Analytics 4, to work down"),
        Format::Csv => ("Tracking plan, CSV", "One row an event, for spreadsheets and other tools"),
        Format::Markdown => ("Tracking plan, Markdown", "To read, for a wiki or a pull request"),
        Format::Xlsx => ("Tracking plan, Excel", "One row an event, to hand to a client or colleague"),
        Format::Page => ("Tracking plan, page", "To print or to forward, with pictures and proofs"),
        Format::Json => ("Plan as JSON", "Everything: to keep, or to open in another Waymark"),
    };
    Words { label, hint }
}

/// What a device is called.
#[must_use]
pub fn of_device(device: PaneDevice) -> &'static str {
    match device {
        PaneDevice::Phone => "Phone",
        PaneDevice::Tablet => "Tablet",
        PaneDevice::Desktop => "Desktop",
    }
}

/// What a naming convention is called, and what one more can say of it.
#[must_use]
pub fn of_convention(convention: Convention) -> Words {
    let (label, hint) = match convention {
        Convention::ObjectAction => {
            ("object_action", "size_guide_open, filter_use. As Google names its own: add_to_cart.")
        }
        Convention::ActionObject => ("action_object", "open_size_guide, use_filter, add_to_cart."),
        Convention::TitleCase => (
            "Title Case Object Action",
            "Size Guide Open, Product Added. Google and the data layer get size_guide_open, add_to_cart.",
        ),
        Convention::CamelCase => ("camelCase", "sizeGuideOpen, addToCart."),
        Convention::None => ("No convention", "Only what Google Analytics keeps for itself is refused."),
    };
    Words { label, hint }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::path::PathBuf;
    use std::{env, fs};

    use serde_json::to_string;
    use waymark_audit::check::verdicts;
    use waymark_model::ProofState;
    use waymark_model::proof::SENTENCES;

    use super::*;

    /// Named as the tests are that write the types, so that one command writes and compares all.
    #[test]
    fn export_bindings_words() {
        let mut text =
            "// This file was generated by the tests of `waymark_app::words`. Do not edit it by hand.\n\
            import type { Convention } from \"./Convention\";\n\
            import type { DestinationKind } from \"./DestinationKind\";\n\
            import type { Format } from \"./Format\";\n\
            import type { PaneDevice } from \"./PaneDevice\";\n\
            import type { ProofState } from \"./ProofState\";\n\
            import type { Purpose } from \"./Purpose\";\n\
            import type { Trigger } from \"./Trigger\";\n\
            import type { Verdict } from \"./Verdict\";\n\
            \nexport interface Words { label: string, hint: string }\n\
            \n/** What triggers are called. */\n\
            export const triggers: Record<Trigger[\"type\"], Words> = {\n"
                .to_owned();
        for trigger in Trigger::kinds() {
            let words = to_string(&of_trigger(&trigger)).unwrap();
            writeln!(text, "  {}: {words},", trigger.kind()).unwrap();
        }
        text.push_str(
            "};\n\n/** What destinations are called, in the order of the panel, and what the visitor has to allow; \
            `null` for what stays in the page. */\n\
            export const destinations: Record<DestinationKind, Words & { purpose: Purpose | null }> = {\n",
        );
        for kind in DestinationKind::ALL {
            let Words { label, hint } = of_destination(kind);
            let words = serde_json::json!({ "label": label, "hint": hint, "purpose": kind.purpose() });
            writeln!(text, "  {}: {words},", kind.key()).unwrap();
        }
        text.push_str(
            "};\n\n/** What naming conventions are called, in the order of the panel. */\n\
            export const conventions: Record<Convention, Words> = {\n",
        );
        for convention in Convention::ALL {
            let words = to_string(&of_convention(convention)).unwrap();
            writeln!(text, "  {}: {words},", convention.key()).unwrap();
        }
        text.push_str(
            "};\n\n/** What formats of other tools are called, in the order of the panel. */\n\
            export const formats: Record<Format, Words> = {\n",
        );
        for format in Format::ALL {
            writeln!(text, "  {}: {},", format.key(), to_string(&of_format(format)).unwrap()).unwrap();
        }
        text.push_str(
            "};\n\n/** What became of an element, in a word or two. */\n\
            export const verdicts: Record<Verdict, string> = {\n",
        );
        for (verdict, words) in verdicts() {
            writeln!(text, "  {}: {},", to_string(&verdict).unwrap(), to_string(words).unwrap()).unwrap();
        }
        text.push_str(
            "};\n\n/** Devices that the pane looks at a shop with, and how large they are in CSS pixels. */\n\
            export const devices: Record<PaneDevice, { label: string, width: number, height: number }> = {\n",
        );
        for device in PaneDevice::ALL {
            let waymark_audit::render::Device { name, width, height, .. } = device.device();
            let words = serde_json::json!({ "label": of_device(device), "width": width, "height": height });
            writeln!(text, "  {name}: {words},").unwrap();
        }
        text.push_str(
            "};\n\n/** How far an event can be relied on, in a word or two, in the order of the panel. */\n\
            export const proofStates: Record<ProofState, string> = {\n",
        );
        for state in ProofState::ALL {
            let key = to_string(&state).unwrap();
            writeln!(text, "  {}: {},", key.trim_matches('"'), to_string(state.words()).unwrap()).unwrap();
        }
        text.push_str(
            "};\n\n/** Sentences about a proof, with blanks in braces. */\nexport const proofSentences = ",
        );
        text.push_str(&to_string(&SENTENCES).unwrap());
        text.push_str(";\n");
        let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        let folder = env::var_os("TS_RS_EXPORT_DIR").map_or_else(|| root.join("ui/generated"), PathBuf::from);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("words.ts"), text).unwrap();
    }
}
