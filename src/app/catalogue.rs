//! Reads lines of catalogues (`docs/catalogue.md`): documents whose text is not at hand.

use serde::Deserialize;

use crate::document::{AuthorityRef, Date, DocNumber, Role, Scheme, Slug};
use crate::lexicon::Lexicon;
use crate::parse::number::parse_number;
use crate::registry::{Change, Entry, NATIONAL, NOWHERE};

/// One line as written.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Line {
    pub(super) number: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) territory: Option<String>,
    pub(super) issued: Option<Date>,
    pub(super) effective: Option<Date>,
    pub(super) expires: Option<Date>,
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) amended_by: Option<Vec<Other>>,
    #[serde(default)]
    pub(super) replaced_by: Option<Vec<Other>>,
    #[serde(default)]
    pub(super) repealed_by: Option<Vec<Other>>,
}

/// Another document named in a line.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Other {
    Number(String),
    Dated { number: String, issued: Option<Date> },
}

/// Why a line is not used.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// It is no JSON object of the format.
    #[error("không phải một dòng danh mục: {0}")]
    Json(#[from] serde_json::Error),
    /// It gives no number, or one that cannot be read.
    #[error("số, ký hiệu không đọc được: {0:?}")]
    Number(String),
    /// The number begins anew each year and the line gives no day.
    #[error("{0}: thiếu ngày ban hành, không biết là văn bản năm nào")]
    Undated(String),
}

/// Reads one line of a catalogue.
///
/// # Errors
/// Why the line is not used.
pub fn entry(line: &str, lexicon: &Lexicon) -> Result<Entry, LineError> {
    told(serde_json::from_str(line)?, lexicon)
}

/// Returns what a line tells, with what the lexicon makes of it.
///
/// # Errors
/// Why the line is not used.
pub(super) fn told(line: Line, lexicon: &Lexicon) -> Result<Entry, LineError> {
    let printed = line.number.unwrap_or_default();
    let number = parse_number(lexicon, &printed).filter(|number| !number.is_blank());
    let number = number.ok_or_else(|| LineError::Number(printed.clone()))?;
    if line.issued.is_none() && number.year.is_none() {
        return Err(LineError::Undated(printed));
    }
    let kind = line.kind.as_deref().and_then(|words| lexicon.kind(words).or_else(|| lexicon.kind_named(words)));
    let kind = kind.or_else(|| lexicon.kind_abbreviated(number.kind.as_deref()?)).map(|kind| kind.id.clone());
    let issuer = line.issuer.as_deref().map(|words| issuer(authority(words, lexicon), &number, lexicon));
    let territory = territory(line.territory.as_deref(), issuer.as_ref(), &number, lexicon);
    let mut changed_by = Vec::new();
    for (role, others) in
        [(Role::Amends, line.amended_by), (Role::Replaces, line.replaced_by), (Role::Repeals, line.repealed_by)]
    {
        changed_by.extend(others.into_iter().flatten().filter_map(|other| change(role, other, lexicon)));
    }
    Ok(Entry {
        number,
        kind,
        issuer,
        territory,
        issued: line.issued,
        effective: line.effective,
        expires: line.expires,
        title: line.title.filter(|title| !title.trim().is_empty()),
        changed_by,
        twin: false,
    })
}

/// Returns the authority that `words` name, with what the lexicon makes of it.
#[must_use]
pub fn authority(words: &str, lexicon: &Lexicon) -> AuthorityRef {
    let found = lexicon.authority_named(words);
    AuthorityRef {
        text: words.to_owned(),
        span: None,
        id: found.as_ref().map(|found| found.id.clone()),
        level: found.as_ref().and_then(|found| found.level),
        territory: found.and_then(|found| found.territory),
    }
}

/// Names an issuer that its words leave open by the symbol, where the symbol is of one authority only.
fn issuer(named: AuthorityRef, number: &DocNumber, lexicon: &Lexicon) -> AuthorityRef {
    let codes = number.organ.as_deref().map(|organ| lexicon.organ_codes(organ)).unwrap_or_default();
    match (&named.id, codes.as_slice()) {
        (None, [only]) => AuthorityRef { id: Some(only.id.clone()), level: only.level, ..named },
        _ => named,
    }
}

fn territory(words: Option<&str>, issuer: Option<&AuthorityRef>, number: &DocNumber, lexicon: &Lexicon) -> Slug {
    let named = |words: &str| {
        if words == NATIONAL || lexicon.territory(words).is_some() {
            return Some(Slug::from(words));
        }
        lexicon.territory_named(words).map(|territory| territory.id.clone())
    };
    let of_issuer = || {
        let issuer = issuer?;
        let central = issuer.level == Some(crate::document::Level::Central);
        issuer.territory.clone().or_else(|| central.then(|| Slug::from(NATIONAL)))
    };
    let of_scheme = || (number.scheme == Scheme::Law).then(|| Slug::from(NATIONAL));
    words.and_then(named).or_else(of_issuer).or_else(of_scheme).unwrap_or_else(|| Slug::from(NOWHERE))
}

fn change(role: Role, other: Other, lexicon: &Lexicon) -> Option<Change> {
    let (number, issued) = match other {
        Other::Number(number) => (number, None),
        Other::Dated { number, issued } => (number, issued),
    };
    Some(Change { role, number: parse_number(lexicon, &number)?, issued })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_with_what_the_lexicon_adds() {
        let lexicon = Lexicon::builtin().unwrap();
        let line = r#"{"number":"2057/QĐ-UBND","issuer":"UBND tỉnh Quảng Trị","issued":"2016-08-30","x":1,
            "replaced_by":["01/2018/QĐ-UBND",{"number":"9/QĐ-UBND","issued":"2019-01-05"}],"amended_by":null}"#;
        let entry = entry(line, &lexicon).unwrap();
        assert_eq!((entry.kind.as_deref(), entry.territory.as_str()), (Some("quyet-dinh"), "quang-tri"));
        assert_eq!(entry.changed_by.len(), 2);
    }

    #[test]
    fn a_line_that_is_not_used_says_why() {
        let lexicon = Lexicon::builtin().unwrap();
        assert!(matches!(entry("{", &lexicon), Err(LineError::Json(_))));
        assert!(matches!(entry(r#"{"title":"x"}"#, &lexicon), Err(LineError::Number(_))));
        assert!(matches!(entry(r#"{"number":"5/QĐ-UBND"}"#, &lexicon), Err(LineError::Undated(_))));
    }
}
