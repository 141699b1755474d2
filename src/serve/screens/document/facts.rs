//! What is known of a document beside its text.

use super::Asker;
use crate::app::show::Detail;
use crate::document::Class;
use crate::registry::Source;
use crate::report::words::verified_word;
use crate::rules::written_day;
use crate::serve::problem::Problem;

/// A name with its value.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) value: String,
    /// Whether the value is words of the document, in Vietnamese whatever the language of the page.
    pub(super) own: bool,
}

/// Returns what is known, in the order of the attributes that officers know.
pub(super) fn of(asker: &Asker<'_>, detail: &Detail) -> Result<Vec<Fact>, Problem> {
    let (lang, lexicon) = (asker.lang, &asker.state.desk().office().lexicon);
    let record = &detail.record;
    let signature = asker.store.document(&record.id)?.and_then(|document| document.signature);
    let signed = signature.map(|signature| {
        [signature.authority, signature.title, signature.name].into_iter().flatten().collect::<Vec<_>>().join(" / ")
    });
    let kind = record.kind.as_deref().map(|id| lexicon.kind(id).map_or(id, |kind| kind.vi.as_str()).to_owned());
    let place = lexicon.territory(&record.territory).map(|territory| territory.name.clone());
    let class = match record.class {
        Class::Normative => lang.say("văn bản quy phạm pháp luật", "normative"),
        Class::Administrative => lang.say("văn bản hành chính", "administrative"),
        Class::Party => lang.say("văn bản của Đảng", "of the Party"),
        Class::Unknown => lang.say("chưa rõ", "not known"),
    };
    let source = match record.source {
        Source::Document => lang.say("đã đọc toàn văn", "its text was read"),
        Source::Catalogue => lang.say("chỉ có trong danh mục, chưa có toàn văn", "known from a list, without its text"),
    };
    let listed =
        detail.listed.as_ref().map(|listed| format!("{} ({})", listed.basis, verified_word(listed.verified, lang)));
    let facts = [
        ((lang.say("Số, ký hiệu", "Number")), record.number.as_ref().map(|number| number.key.clone()), true),
        (lang.say("Loại", "Kind"), kind, true),
        (lang.say("Trích yếu", "Title"), record.title.clone().or_else(|| record.name.clone()), true),
        (lang.say("Cơ quan ban hành", "Issuer"), record.issuer.as_ref().map(|issuer| issuer.text.clone()), true),
        (lang.say("Địa phương", "Territory"), place.or_else(|| Some(record.territory.to_string())), true),
        (lang.say("Ngày ban hành", "Issued"), record.issued.map(written_day), false),
        (
            lang.say("Ngày có hiệu lực", "In force from"),
            detail.validity.since.or(record.effective).map(written_day),
            false,
        ),
        (
            lang.say("Hết hiệu lực sau ngày", "Last day in force"),
            detail.validity.until.or(record.expires).map(written_day),
            false,
        ),
        (lang.say("Người ký", "Signed"), signed, true),
        (lang.say("Nhóm văn bản", "Class"), Some(class.to_owned()), false),
        (lang.say("Nguồn", "Source"), Some(source.to_owned()), false),
        (lang.say("Danh mục có sẵn", "Built-in list"), listed, true),
        (lang.say("Tệp đã nạp", "File"), record.path.clone(), true),
        (lang.say("Dấu vết tệp (BLAKE3)", "Digest of the file (BLAKE3)"), record.hash.clone(), false),
        (lang.say("Mã trong kho", "Id"), Some(record.id.clone()), true),
    ];
    let fact = |(name, value, own): (&'static str, Option<String>, bool)| {
        value.filter(|value| !value.is_empty()).map(|value| Fact { name, value, own })
    };
    Ok(facts.into_iter().filter_map(fact).collect())
}
