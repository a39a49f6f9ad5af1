//! The public element pairs are read as their authors counted them, and Similo does on them what it is known to do.

use waymark_drift::corpus::folder;
use waymark_drift::pairs::measure_similo;

#[test]
fn all_usable_pairs_are_read_and_similo_finds_most_on_small_pages() {
    let all = measure_similo(&folder(), 0).unwrap();
    assert_eq!(all.pairs, 0);
    let small = measure_similo(&folder(), 170).unwrap();
    assert_eq!((small.sites, small.pairs), (0, 0));
    let (_, similo) = small.rows[0];
    assert_eq!(similo.correct + similo.wrong, small.pairs);
    assert_eq!(similo.correct, 0);
}
