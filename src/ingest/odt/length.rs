//! Lengths as `OpenDocument` writes them: "8.2681in", "21cm", "595.3pt".

/// Returns a length in twips (1/20 point).
pub(super) fn twips(length: &str) -> Option<i32> {
    let unit = length.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at(unit);
    let number: f64 = number.trim().parse().ok()?;
    let twips = number
        * match unit {
            "in" => 1440.0,
            "cm" => 1440.0 / 2.54,
            "mm" => 144.0 / 2.54,
            "pt" => 20.0,
            "pc" => 240.0,
            "px" => 15.0,
            _ => return None,
        };
    #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
    twips.is_finite().then(|| twips.round() as i32)
}

/// Returns a font size in half points.
pub(super) fn half_points(size: &str) -> Option<u16> {
    u16::try_from((twips(size)? + 5) / 10).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_every_unit() {
        assert_eq!(twips("8.2681in"), Some(11906));
        assert_eq!(twips("21cm"), Some(11906));
        assert_eq!(twips("210mm"), Some(11906));
        assert_eq!(twips("12"), None);
        assert_eq!(half_points("13.5pt"), Some(27));
        assert_eq!(half_points("80%"), None);
    }
}
