//! Numbers, moments and spans as English writes them.

use waymark_compile::formats::Moment;
use waymark_model::Millis;

/// `2026-11-26 11:00 UTC`.
pub(super) fn moment(at: Millis) -> String {
    let Moment { year, month, day, hour, minute, .. } = Moment::of(at);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02} UTC")
}

/// `2026-11-26`.
pub(super) fn date(at: Millis) -> String {
    let Moment { year, month, day, .. } = Moment::of(at);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A span in milliseconds: `under a second`, `42 s`, `3 min 12 s`, `2 h 5 min`.
pub(super) fn span(millis: i64) -> String {
    let seconds = millis.max(0) / 1000;
    match seconds {
        0 => "under a second".to_owned(),
        1..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// With a comma every three digits: `12,345`.
pub(super) fn number(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number of things: `1 page`, `1,200 pages`.
pub(super) fn count(many: impl Into<u64>, one: &str) -> String {
    let many = many.into();
    format!("{} {one}{}", number(many), if many == 1 { "" } else { "s" })
}

/// `812 bytes`, `34 kB`, `12.3 MB`; powers of ten.
pub(super) fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => count(bytes, "byte"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", number(bytes / 1_000_000), bytes / 100_000 % 10),
    }
}

/// A share of 1 in percent, never rounded up to what is whole.
pub(super) fn percent(share: f64) -> String {
    format!("{}%", (share.clamp(0.0, 1.0) * 100.0).floor() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_english() {
        assert_eq!(moment(1_795_690_800_000), "2026-11-26 11:00 UTC");
        assert_eq!(date(-1), "1969-12-31");
        assert_eq!(
            [0_u32, 999, 1_000, 12_345, 1_234_567].map(number),
            ["0", "999", "1,000", "12,345", "1,234,567"]
        );
        assert_eq!([1_u32, 2].map(|many| count(many, "page")), ["1 page", "2 pages"]);
        assert_eq!([0, 999, 34_500, 12_345_678].map(bytes), ["0 bytes", "999 bytes", "34 kB", "12.3 MB"]);
        assert_eq!(
            [-5, 999, 42_000, 192_000, 7_500_000].map(span),
            ["under a second", "under a second", "42 s", "3 min 12 s", "2 h 5 min"]
        );
        assert_eq!([0.0, 0.999, 1.0, f64::NAN].map(percent), ["0%", "99%", "100%", "0%"]);
    }
}
