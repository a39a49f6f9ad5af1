//! Health over the audits of a shop as a drawing: where its points are, and the same in words for those who do not see it.

use serde::Serialize;
use waymark_model::Millis;

use super::figures;

/// Points that are drawn at most, the newest.
const MOST: usize = 30;
/// The drawing's size, and what its frame takes of it: left, right, top, bottom.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 150.0;
const FRAME: [f64; 4] = [44.0, 16.0, 16.0, 26.0];

/// Health at the end of one audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// When it ended.
    pub at: Millis,
    /// 0 to 100.
    pub score: u8,
}

/// The line, ready to be drawn.
#[derive(Debug, Serialize)]
pub(super) struct Course {
    width: f64,
    height: f64,
    /// Where the scale's lines begin and end, and what stands at them.
    left: f64,
    right: f64,
    scale: Vec<(u8, f64)>,
    line: String,
    points: Vec<Point>,
    first: String,
    last: String,
    said: String,
}

#[derive(Debug, Serialize)]
struct Point {
    x: f64,
    y: f64,
    score: u8,
    date: String,
}

impl Course {
    /// Of audits in the order of time; nothing of fewer than two.
    pub fn of(past: &[Past]) -> Option<Self> {
        let past = &past[past.len().saturating_sub(MOST)..];
        let [first, .., last] = past else { return None };
        let [left, right, top, bottom] = FRAME;
        let apart = (WIDTH - left - right) / (past.len() - 1) as f64;
        let up = |score: u8| tenth(top + (HEIGHT - top - bottom) * f64::from(100 - score.min(100)) / 100.0);
        let point = |(at, past): (usize, &Past)| Point {
            x: tenth(left + apart * at as f64),
            y: up(past.score),
            score: past.score,
            date: figures::date(past.at),
        };
        let points: Vec<Point> = past.iter().enumerate().map(point).collect();
        let (lowest, highest) =
            past.iter().fold((100, 0), |(low, high), past| (past.score.min(low), past.score.max(high)));
        let line: Vec<String> = points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
        Some(Self {
            width: WIDTH,
            height: HEIGHT,
            left,
            right: WIDTH - right,
            scale: [100, 50, 0].map(|score| (score, up(score))).to_vec(),
            line: line.join(" "),
            first: figures::date(first.at),
            last: figures::date(last.at),
            said: format!(
                "Health over {} audits: {} on {}, {} on {}; lowest {lowest}, highest {highest}.",
                past.len(),
                first.score,
                figures::date(first.at),
                last.score,
                figures::date(last.at)
            ),
            points,
        })
    }
}

/// No digits that nobody sees.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_needs_two_points_and_has_the_newest() {
        let past = |number: u8| Past { at: i64::from(number) * 86_400_000, score: number };
        assert!(Course::of(&[past(1)]).is_none());
        let two = Course::of(&[past(0), past(100)]).map(|course| (course.line, course.said));
        let said = "Health over 2 audits: 0 on 1970-01-01, 100 on 1970-04-11; lowest 0, highest 100.";
        assert_eq!(two, Some(("44,124 624,16".to_owned(), said.to_owned())));
        let many: Vec<Past> = (0..=100).map(past).collect();
        let drawn = Course::of(&many).map(|course| (course.points.len(), course.points[0].score));
        assert_eq!(drawn, Some((MOST, 71)));
    }
}
