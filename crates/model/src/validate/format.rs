//! Checks of what a format is told besides the plan. Fields are named as in the settings' JSON.

use super::destinations::{address_problem, measurement_id_problem};
use super::{Finding, Severity, about_plan};
use crate::FormatSettings;

/// Everything wrong with a format's settings.
#[must_use]
pub fn validate_format_settings(settings: &FormatSettings) -> Vec<Finding> {
    let FormatSettings { measurement_id, meta_pixel, endpoint } = settings;
    let problems = [
        (
            "measurement_id_invalid",
            "measurementId",
            measurement_id.as_deref().and_then(measurement_id_problem),
        ),
        ("meta_pixel_invalid", "metaPixel", meta_pixel.as_deref().and_then(meta_pixel_problem)),
        ("endpoint_invalid", "endpoint", endpoint.as_deref().and_then(address_problem)),
    ];
    let found = problems.into_iter().filter_map(|(code, field, problem)| {
        problem.map(|message| about_plan(code, Severity::Error, field, None, message))
    });
    found.collect()
}

fn meta_pixel_problem(id: &str) -> Option<String> {
    let is_id = (6..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    (!is_id).then(|| {
        format!(
            "\"{id}\" is no id of a Meta pixel. Copy it from the Events Manager: digits and nothing else."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_told_apart_by_their_field() {
        let given = |id: &str, pixel: &str, endpoint: &str| {
            let [measurement_id, meta_pixel, endpoint] =
                [id, pixel, endpoint].map(|text| Some(text.to_owned()));
            let found = validate_format_settings(&FormatSettings { measurement_id, meta_pixel, endpoint });
            found.into_iter().map(|finding| finding.field).collect::<Vec<_>>()
        };
        assert_eq!(validate_format_settings(&FormatSettings::default()), []);
        assert_eq!(given("G-ABCD1234", "123456789012345", "https://events.shop.example/c"), [""; 0]);
        assert_eq!(given("UA-1", "12a", "http://shop.example"), ["measurementId", "metaPixel", "endpoint"]);
        assert_eq!(
            given("G-ABCD1234", "\";alert(1)//", "https://a:b@shop.example/"),
            ["metaPixel", "endpoint"]
        );
    }
}
