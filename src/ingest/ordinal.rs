//! Numbers as lists print them: letters and Roman numerals.

/// Numbers above this are written in decimals: letters and numerals grow with the number.
const WRITABLE: usize = 780;

/// Writes `number` as `1 a A i I` say; what cannot be written so is written in decimals.
pub(super) fn write(number: usize, kind: u8) -> String {
    if !(1..=WRITABLE).contains(&number) {
        return number.to_string();
    }
    match kind {
        b'a' | b'A' => letters(number, kind),
        b'i' => roman(number).to_lowercase(),
        b'I' => roman(number),
        _ => number.to_string(),
    }
}

/// a … z, aa, bb … as Word goes on.
fn letters(number: usize, first: u8) -> String {
    let index = number.saturating_sub(1);
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, index / 26 + 1).collect()
}

fn roman(number: usize) -> String {
    const NUMERALS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    let mut rest = number;
    for (worth, numeral) in NUMERALS {
        while rest >= worth {
            out.push_str(numeral);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn numbers_as_written() {
        assert_eq!(write(2, b'a'), "b");
        assert_eq!(write(28, b'a'), "bb");
        assert_eq!(write(49, b'I'), "XLIX");
        assert_eq!(write(4, b'i'), "iv");
        assert_eq!(write(usize::MAX, b'i'), usize::MAX.to_string());
        assert_eq!(write(0, b'A'), "0");
    }
}
