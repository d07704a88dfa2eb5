#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::*;
use proptest::prelude::*;

fn seed(text: &str) -> Seed {
    Seed::parse(text).unwrap()
}

/// Items "0", "1", .. of strata with so many each.
fn population(strata: &[(&str, usize)]) -> Vec<Candidate> {
    let codes = strata.iter().flat_map(|(code, items)| std::iter::repeat_n(*code, *items));
    codes.enumerate().map(|(id, code)| Candidate { id: id.to_string(), stratum: code.to_owned() }).collect()
}

fn ids(sample: &Sample) -> Vec<&str> {
    sample.drawn.iter().map(|drawn| drawn.id.as_str()).collect()
}

fn drawn(sample: &Sample) -> Vec<usize> {
    sample.strata.iter().map(|stratum| stratum.drawn).collect()
}

/// `printf '2024\n%s' 0 | sha256sum` and so on for 0 to 9, sorted: the ranks were computed outside this program.
#[test]
fn the_sample_of_a_seed_is_the_one_that_sha256sum_gives() {
    let all = population(&[("", 10)]);
    let sample = draw(&seed("2024"), 3, &all).unwrap();
    let ranks: Vec<String> = sample.drawn.iter().map(|drawn| format!("{} {}", drawn.rank, drawn.id)).collect();
    assert_eq!(
        ranks,
        [
            "1ef2f74d28170f1f83d2782ba2b59d1ad8596f2064c95fb38160c33ce3bb2e53 7",
            "2b819ccb122d3c6260cab5c43f0bde6386345750854509b0de4ce80c16ed2290 1",
            "456266e646ba28c1718713a3188e26aeafd51c67eba61ba4ad104d488f36d6ab 8",
        ]
    );
}

#[test]
fn another_seed_draws_another_sample_and_the_order_of_the_population_none() {
    let mut all = population(&[("", 200)]);
    let first = draw(&seed("audit-1"), 20, &all).unwrap();
    assert_ne!(ids(&first), ids(&draw(&seed("audit-2"), 20, &all).unwrap()));
    all.reverse();
    assert_eq!(first, draw(&seed("audit-1"), 20, &all).unwrap());
}

#[test]
fn a_larger_sample_of_the_same_seed_begins_with_the_smaller_one() {
    let all = population(&[("", 50)]);
    let (small, large) = (draw(&seed("x"), 5, &all).unwrap(), draw(&seed("x"), 9, &all).unwrap());
    assert_eq!(small.drawn, large.drawn[..5]);
}

#[test]
fn a_sample_larger_than_the_population_is_the_population() {
    let sample = draw(&seed("x"), 100, &population(&[("A", 3), ("B", 4)])).unwrap();
    assert_eq!((sample.drawn.len(), drawn(&sample)), (7, vec![3, 4]));
}

#[test]
fn nothing_is_drawn_from_nothing() {
    assert_eq!(draw(&seed("x"), 10, &[]), Err(SamplingError::Empty));
}

#[test]
fn each_stratum_gives_an_item_or_nothing_is_drawn() {
    let all = population(&[("A", 1), ("B", 990), ("C", 1)]);
    assert_eq!(draw(&seed("x"), 2, &all), Err(SamplingError::FewerThanStrata { size: 2, strata: 3 }));
    assert_eq!(drawn(&draw(&seed("x"), 3, &all).unwrap()), [1, 1, 1]);
    assert_eq!(drawn(&draw(&seed("x"), 10, &all).unwrap()), [1, 8, 1]);
}

#[test]
fn places_are_shared_out_in_proportion_and_of_equal_strata_the_first_gets_the_place_that_is_left() {
    let shares = |size, strata: &[(&str, usize)]| drawn(&draw(&seed("x"), size, &population(strata)).unwrap());
    assert_eq!(shares(10, &[("A", 50), ("B", 30), ("C", 20)]), [5, 3, 2]);
    assert_eq!(shares(3, &[("A", 10), ("B", 10)]), [2, 1]);
    // The claims after one place each: 21^2/2, 8^2/2, 2^2/2.
    assert_eq!(shares(6, &[("A", 21), ("B", 8), ("C", 2)]), [4, 1, 1]);
    assert_eq!(shares(9, &[("A", 2), ("B", 100)]), [1, 8]);
}

/// As the Census Bureau computes priority values: n / sqrt(a * (a - 1)) for the place number a, the largest first.
#[test]
fn the_shares_are_those_of_the_priority_values_of_the_census() {
    let sizes = [5_505_usize, 1_205, 3_294, 453, 662, 17_990];
    let places = 60;
    let mut values: Vec<(f64, usize)> = Vec::new();
    for (stratum, size) in sizes.iter().enumerate() {
        for place in 2_u32..=60 {
            values.push((*size as f64 / f64::sqrt(f64::from(place) * f64::from(place - 1)), stratum));
        }
    }
    values.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut expected = [1; 6];
    values.iter().take(places - sizes.len()).for_each(|(_, stratum)| expected[*stratum] += 1);
    assert_eq!(shares(places, &sizes), expected);
}

#[test]
fn a_seed_is_a_word_or_number_that_every_shell_takes_as_it_is() {
    for good in ["2024", "OIG-FY24_sample.1", "x"] {
        assert_eq!(Seed::parse(good).map(|seed| seed.to_string()), Ok(good.to_owned()));
    }
    let long = "x".repeat(61);
    for bad in ["", " ", "two words", "a\nb", "%s", "'", "M\u{fc}ller", "$x", long.as_str()] {
        assert_eq!(Seed::parse(bad), Err(NotASeed), "{bad}");
    }
}

proptest! {
    #[test]
    fn every_place_is_given_and_no_stratum_gives_more_than_it_has(
        sizes in proptest::collection::vec(1_usize..300, 1..20),
        more in 0_usize..200,
    ) {
        let places = (sizes.len() + more).min(sizes.iter().sum());
        let shares = shares(places, &sizes);
        prop_assert_eq!(shares.iter().sum::<usize>(), places);
        for (share, size) in shares.iter().zip(&sizes) {
            prop_assert!((1..=*size).contains(share));
        }
        for (index, size) in sizes.iter().enumerate() {
            for (other, other_size) in sizes.iter().enumerate() {
                prop_assert!(size <= other_size || shares[index] >= shares[other], "a larger stratum gives no fewer");
            }
        }
    }
}
