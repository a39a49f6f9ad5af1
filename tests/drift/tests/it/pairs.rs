//! The public element pairs are read whole, and Similo does on the smaller sites what an independent implementation of
//! it did on the same records.

use waymark_drift::corpus::folder;
use waymark_drift::pairs::measure_similo;

#[test]
fn similo_finds_on_small_sites_what_it_is_known_to_find() {
    let measured = measure_similo(&folder(), 170).unwrap();
    assert_eq!((measured.sites, measured.pairs), (9, 138));
    let (_, similo) = measured.rows[0];
    assert_eq!((similo.correct, similo.wrong), (124, 14));
}
