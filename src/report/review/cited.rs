//! What is known of a cited document, in words and a sign; what is not known never looks like what is in force.

use super::CitedDocument;
use crate::document::{ResolutionStatus, Validity};
use crate::report::standing::Standing;
use crate::report::words::pick;
use crate::rules::Lang;

impl CitedDocument {
    /// Returns the status on the day of judgement.
    pub(super) fn shown_then(&self, lang: Lang) -> Standing {
        self.shown(self.then.as_ref(), lang)
    }

    /// Returns the status on the day of the run.
    pub(super) fn shown_today(&self, lang: Lang) -> Standing {
        let mut shown = self.shown(self.today.as_ref(), lang);
        if let Some(successor) = &self.successor {
            shown.words = format!("{}; {} {successor}", shown.words, pick(lang, "nay là", "now"));
        }
        shown
    }

    fn shown(&self, validity: Option<&Validity>, lang: Lang) -> Standing {
        if let Some(validity) = validity {
            return Standing::dated(validity, lang);
        }
        match self.resolution {
            None | Some(ResolutionStatus::Unchecked | ResolutionStatus::Found) => Standing::absent(lang),
            Some(ResolutionStatus::NotFound) => Standing::unknown(pick(
                lang,
                "không rõ (kho có đủ văn bản của cơ quan và năm này mà không có văn bản này)",
                "unknown (the registry has all of this issuer and year, and not this)",
            )),
            Some(ResolutionStatus::Ambiguous) => Standing::unknown(pick(
                lang,
                "không rõ (nhiều văn bản trong kho cùng khớp)",
                "unknown (several documents of the registry fit)",
            )),
            Some(ResolutionStatus::Mismatch) => Standing::unknown(pick(
                lang,
                "không rõ (trong kho có số này nhưng ngày, loại hoặc cơ quan khác)",
                "unknown (the registry has the number with another day, kind or issuer)",
            )),
        }
    }
}
