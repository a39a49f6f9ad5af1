//! How alike two strings are.

/// Fewest single characters to change, add or take away to make one of the other.
pub fn distance(one: &[char], other: &[char]) -> usize {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut row: Vec<usize> = (0..=short.len()).collect();
    for (at, letter) in long.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, own) in short.iter().enumerate() {
            let changed = diagonal + usize::from(own != letter);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[short.len()]
}

/// The share of the longer that need not be changed, from 0 to 1; 1 for two empty strings.
pub fn likeness(one: &[char], other: &[char]) -> f64 {
    let longest = one.len().max(other.len());
    if longest == 0 { 1.0 } else { (longest - distance(one, other)) as f64 / longest as f64 }
}

#[cfg(test)]
mod tests {
    use super::{distance, likeness};

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn changes_are_counted() {
        for (one, other, changes) in
            [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("flaw", "lawn", 2)]
        {
            assert_eq!(distance(&letters(one), &letters(other)), changes);
            assert_eq!(distance(&letters(other), &letters(one)), changes);
        }
        assert!((likeness(&letters("abcd"), &letters("abxd")) - 0.75).abs() < f64::EPSILON);
    }
}
