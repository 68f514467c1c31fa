//! The figures. Each names its source; those that mean nothing for a few people are none for them.

/// The fewest answers from which Cronbach's alpha is computed. Below, its interval is so wide that it says nothing
/// (Bonett, *Sample size requirements for testing and estimating coefficient alpha*, 2002).
pub const FEWEST_FOR_ALPHA: usize = 20;

/// The most answers that a scale has here.
const MOST_POINTS: usize = 11;

/// The mean; none of nothing.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "answers are counted in tens")]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The average deviation from the mean, in points of the scale: 0 where all agree. Burke, Finkelstein & Dusig, *On average deviation
/// indices for estimating interrater agreement*, 1999.
#[must_use]
pub fn average_deviation(values: &[f64]) -> Option<f64> {
    let middle = mean(values)?;
    mean(&values.iter().map(|value| (value - middle).abs()).collect::<Vec<_>>())
}

/// Whether raters agree by their average deviation on a scale of so many points: at most a sixth of them. Burke & Dunlap, *Estimating
/// interrater agreement with the average deviation index: a user's guide*, 2002.
#[must_use]
pub fn agrees(deviation: f64, points: u32) -> bool {
    deviation <= f64::from(points) / 6.0
}

/// The agreement *A* of answers on an ordered scale: 1 where all give the same, 0 where each answer is given equally often, −1 where half
/// give one end and half the other. From how many gave each answer, the lowest first; none for a scale of fewer than three answers, or
/// where nobody answered. Van der Eijk, *Measuring agreement in ordered rating scales*, 2001.
///
/// It needs no distances between answers, and it works for a few people. Below 0 the answers have more than one peak.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "answers of a team are counted")]
pub fn agreement(counts: &[u32]) -> Option<f64> {
    let given: u32 = counts.iter().sum();
    if !(3..=MOST_POINTS).contains(&counts.len()) || given == 0 {
        return None;
    }
    let (mut left, mut sum) = (counts.to_vec(), 0.0);
    // The counts are cut into layers, in each of which an answer is given equally often or not at all.
    while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
        let layer: Vec<bool> = left.iter().map(|count| *count > 0).collect();
        let width = layer.iter().filter(|is_given| **is_given).count();
        let spread = 1.0 - (width as f64 - 1.0) / (layer.len() as f64 - 1.0);
        sum += f64::from(height) * width as f64 / f64::from(given) * unimodality(&layer) * spread;
        for count in &mut left {
            *count = count.saturating_sub(height);
        }
    }
    Some(sum)
}

/// How far a layer has one peak: 1 where it has, down to below −1 where its two ends alone are given.
#[expect(clippy::cast_precision_loss, reason = "a scale has a few answers")]
fn unimodality(layer: &[bool]) -> f64 {
    let (mut one_peak, mut two_peaks) = (0.0, 0.0);
    for (at, low) in layer.iter().enumerate() {
        for (between, middle) in layer.iter().enumerate().skip(at + 1) {
            for high in &layer[between + 1..] {
                match (low, middle, high) {
                    (true, true, false) | (false, true, true) => one_peak += 1.0,
                    (true, false, true) => two_peaks += 1.0,
                    _ => {}
                }
            }
        }
    }
    let points = layer.len() as f64;
    let triples = one_peak + two_peaks;
    match triples > 0.0 {
        true => ((points - 2.0) * one_peak - (points - 1.0) * two_peaks) / ((points - 2.0) * triples),
        false => 1.0,
    }
}

/// Cronbach's alpha of a dimension: how far its items hang together. A row for each person, an answer for each item, reversed ones turned.
/// None below [`FEWEST_FOR_ALPHA`] people, for fewer than two items, for rows of different lengths, or where all answered alike.
/// Cronbach, *Coefficient alpha and the internal structure of tests*, 1951.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a dimension has a few items")]
pub fn alpha(rows: &[Vec<f64>]) -> Option<f64> {
    let items = rows.first()?.len();
    if rows.len() < FEWEST_FOR_ALPHA || items < 2 || rows.iter().any(|row| row.len() != items) {
        return None;
    }
    let of_items: f64 =
        (0..items).filter_map(|item| variance(&rows.iter().map(|row| row[item]).collect::<Vec<_>>())).sum();
    let of_sums = variance(&rows.iter().map(|row| row.iter().sum()).collect::<Vec<f64>>())?;
    let items = items as f64;
    (of_sums > 0.0).then(|| items / (items - 1.0) * (1.0 - of_items / of_sums))
}

/// The variance of a sample; none below two values.
#[expect(clippy::cast_precision_loss, reason = "answers are counted in tens")]
fn variance(values: &[f64]) -> Option<f64> {
    let middle = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    (values.len() > 1).then(|| squares / (values.len() as f64 - 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(is: Option<f64>, wanted: f64) {
        let is = is.expect("it can be computed");
        assert!((is - wanted).abs() < 1e-6, "{is} is not {wanted}");
    }

    #[test]
    fn agreement_is_that_of_worked_examples() {
        // The example of the R package agrmt, which implements the article: 0.6113333.
        near(agreement(&[30, 40, 210, 130, 530, 50, 10]), 0.611_333_333);
        near(agreement(&[5, 0, 0, 0, 5]), -1.0);
        near(agreement(&[2, 2, 2, 2, 2]), 0.0);
        near(agreement(&[0, 0, 7, 0, 0]), 1.0);
        near(agreement(&[3, 3, 0, 0, 0]), 0.75);
        assert_eq!((agreement(&[1, 1]), agreement(&[0, 0, 0]), agreement(&[])), (None, None, None));
    }

    #[test]
    fn the_average_deviation_is_that_of_a_worked_example() {
        // Ratings 2, 3, 3, 4 and 5: the mean is 3.4, the deviations 1.4, .4, .4, .6 and 1.6.
        near(average_deviation(&[2.0, 3.0, 3.0, 4.0, 5.0]), 0.88);
        assert!(agrees(0.83, 5) && !agrees(0.84, 5) && agrees(1.16, 7) && !agrees(1.17, 7));
        assert_eq!((mean(&[]), average_deviation(&[])), (None, None));
    }

    #[test]
    fn alpha_is_one_for_items_that_say_the_same_and_none_for_a_few_people() {
        let same: Vec<Vec<f64>> = (0..20).map(|person| vec![f64::from(person % 5); 4]).collect();
        near(alpha(&same), 1.0);
        assert_eq!(alpha(&same[..19]), None);
        assert_eq!(alpha(&vec![vec![3.0; 4]; 20]), None, "nobody differs");
        // Two items with variances 1 and 1 (of the population), covariance .5: alpha = 2 × (1 − 2/3) = 2/3.
        let pairs =
            [(-1.0, -1.0), (-1.0, -1.0), (-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0), (1.0, 1.0), (1.0, 1.0)];
        let rows: Vec<Vec<f64>> = pairs.iter().cycle().take(24).map(|(one, other)| vec![*one, *other]).collect();
        near(alpha(&rows), 2.0 / 3.0);
    }

    proptest! {
        #[test]
        fn agreement_lies_between_its_ends_and_is_the_same_from_either_end(counts in prop::collection::vec(0_u32..40, 3..8)) {
            if let Some(forwards) = agreement(&counts) {
                prop_assert!((-1.0 - 1e-9..=1.0 + 1e-9).contains(&forwards), "{}", forwards);
                let backwards: Vec<u32> = counts.iter().rev().copied().collect();
                prop_assert!((forwards - agreement(&backwards).unwrap_or(9.0)).abs() < 1e-9);
                let twice: Vec<u32> = counts.iter().map(|count| count * 2).collect();
                prop_assert!((forwards - agreement(&twice).unwrap_or(9.0)).abs() < 1e-9, "who answers counts, not how many");
            }
        }

        #[test]
        fn a_deviation_is_never_more_than_half_the_scale(values in prop::collection::vec(1_u8..8, 1..60)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let deviation = average_deviation(&values).unwrap_or(9.0);
            prop_assert!((0.0..=3.0).contains(&deviation), "{}", deviation);
        }
    }
}
