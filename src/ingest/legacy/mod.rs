//! Vietnamese text in the encodings before Unicode: TCVN3 (ABC), VNI, VISCII and windows-1258.
//!
//! TCVN3 and VNI lived in fonts: a file says `.VnTime` and stores letters of Latin-1 that the font draws as Vietnamese
//! ones. Thirty of 162 real Word files name such a font and hold Unicode all the same, so that the words decide, not
//! the font alone.

mod detect;
mod font;
mod syllable;
mod tcvn3;
mod viscii;
mod vni;

pub(super) use detect::{decode, mend};
pub(super) use font::Fonts;

/// An encoding before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// TCVN 5712:1993 in its third form, the "ABC" fonts.
    Tcvn3,
    /// VNI for Windows, two signs a letter.
    Vni,
    /// VISCII 1.1, RFC 1456.
    Viscii,
    /// Code page 1258, tones as combining marks.
    Windows1258,
}

impl Encoding {
    /// All of them, the most frequent first.
    const ALL: [Self; 4] = [Self::Tcvn3, Self::Vni, Self::Windows1258, Self::Viscii];

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
            Self::Viscii => "VISCII",
            Self::Windows1258 => "windows-1258",
        }
    }

    /// Returns the letters that `bytes` stand for.
    fn decoded(self, bytes: &[u8]) -> String {
        let latin = || bytes.iter().map(|&byte| char::from(byte)).collect::<String>();
        match self {
            Self::Tcvn3 => tcvn3::decode(&latin()),
            Self::Vni => vni::decode(&latin()),
            Self::Viscii => viscii::decode(bytes),
            Self::Windows1258 => encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}
