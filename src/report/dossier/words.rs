//! The words of a dossier, in both languages.

use crate::audit::dossier::{Dossier, Entry, Named, ParentState, State};
use crate::lexicon::Verified;
use crate::report::sheet::{Both, Cell, Frame, Sheet, day, said};
use crate::rules::{Lang, written_day};

/// One row a document owed.
const ENTRIES: Frame = Frame {
    title: ("Từng đơn vị, từng văn bản", "Unit by unit"),
    note: (
        "«Chưa nói được»: sổ chưa được khai là có đủ văn bản của đơn vị trong những năm ấy; thiếu trong sổ không phải là chưa ban hành. \
         Mốc ghi «chưa đối chiếu» là theo trí nhớ, chưa đọc văn bản quy định.",
        "«Cannot be said»: the registry is not declared to hold every document of the unit in those years. Days marked «not verified» \
         are from memory.",
    ),
    heads: &[
        ("Đơn vị", "Unit"),
        ("Văn bản phải có", "Owed"),
        ("Kết quả", "State"),
        ("Văn bản", "Document"),
        ("Ngày ban hành", "Issued"),
        ("Hạn", "Due"),
        ("Mốc theo", "By"),
        ("Căn cứ kế hoạch cấp trên", "Rests on"),
    ],
};

/// Said of units of which no document is known.
pub(super) const NOTHING_KNOWN: Both = ("Chưa nói được gì về các đơn vị", "Nothing can be said of these units");

/// Returns the names of units of which no document is known.
pub(super) fn of_nothing_known(dossier: &Dossier) -> Vec<&str> {
    dossier.units.iter().filter(|unit| unit.is_unknown()).map(|unit| unit.name.as_str()).collect()
}

/// Returns the name of the language.
pub(super) fn named(named: &Named, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &named.vi,
        Lang::En => &named.en,
    }
}

pub(super) fn title(dossier: &Dossier, lang: Lang) -> String {
    let (title, year) = (named(&dossier.title, lang), dossier.year);
    match lang {
        Lang::Vi => format!("Hồ sơ năm {year}: {title}"),
        Lang::En => format!("Dossier of {year}: {title}"),
    }
}

/// Says how many units there are, on which day, and how many documents stand how.
pub(super) fn facts(dossier: &Dossier, lang: Lang) -> Vec<String> {
    let (units, at) = (dossier.units.len(), written_day(dossier.as_of));
    let entries = || dossier.units.iter().flat_map(|unit| unit.entries.iter().flatten());
    let states = [State::Issued, State::Late, State::Missing, State::Pending, State::Unknown];
    let counts = states.map(|state| {
        let count = entries().filter(|entry| entry.state == state).count();
        format!("{} {count}", said(state_word(state), lang))
    });
    let astray = entries().filter(|entry| is_astray(entry)).count();
    let wrong = format!("{} {astray}", said(("căn cứ cần xem lại", "resting elsewhere"), lang));
    let head = match lang {
        Lang::Vi => format!("{units} đơn vị; ngày xét {at}"),
        Lang::En => format!("{units} units; as of {at}"),
    };
    vec![head, format!("{}; {wrong}", counts.join(", "))]
}

pub(super) fn state_word(state: State) -> Both {
    match state {
        State::Issued => ("đã ban hành", "issued"),
        State::Late => ("muộn", "late"),
        State::Missing => ("chưa có", "missing"),
        State::Pending => ("chưa đến hạn", "not yet due"),
        State::Unknown => ("chưa nói được", "cannot be said"),
    }
}

/// Returns the state, with the days where it was late.
pub(super) fn state(entry: &Entry, lang: Lang) -> String {
    let word = said(state_word(entry.state), lang);
    let unverified = entry.verified == Some(Verified::Memory) && entry.state == State::Late;
    let mark = if unverified { said((" (mốc chưa đối chiếu)", " (day not verified)"), lang) } else { "" };
    match (entry.days_late, lang) {
        (Some(days), Lang::Vi) => format!("{word} {days} ngày{mark}"),
        (Some(days), Lang::En) => format!("{word} by {days} days{mark}"),
        (None, _) => word.to_owned(),
    }
}

/// Whether it rests on another year's plan, or names none.
pub(super) fn is_astray(entry: &Entry) -> bool {
    let state = entry.parent.as_ref().map(|parent| parent.state);
    matches!(state, Some(ParentState::Wrong | ParentState::Unnamed))
}

/// Says on what it rests.
pub(super) fn parent(entry: &Entry, lang: Lang) -> String {
    let Some(parent) = &entry.parent else { return String::new() };
    let label = parent.label.as_deref().unwrap_or_default();
    match (parent.state, lang) {
        (ParentState::Right, _) => label.to_owned(),
        (ParentState::Wrong, Lang::Vi) => format!("căn cứ {label} của năm khác"),
        (ParentState::Wrong, Lang::En) => format!("rests on {label} of another year"),
        (ParentState::Unnamed, Lang::Vi) => format!("chưa nêu {label}"),
        (ParentState::Unnamed, Lang::En) => format!("does not name {label}"),
        (ParentState::Unknown, _) => said(("chưa nói được", "cannot be said"), lang).to_owned(),
    }
}

/// Returns the document that shows what was done, leading to its file.
pub(super) fn evidence(entry: &Entry) -> Cell {
    entry.documents.first().map_or_else(Cell::default, |one| Cell::linked(&one.label, one.path.as_deref()))
}

/// Returns every document owed by every unit as a row.
pub(super) fn entries(dossier: &Dossier, lang: Lang) -> Sheet {
    let rows = dossier.units.iter().flat_map(|unit| {
        let owed = dossier.items.iter().zip(&unit.entries);
        owed.filter_map(|(item, entry)| Some((&unit.name, item, entry.as_ref()?)))
    });
    let row = |(unit, item, entry): (&String, &crate::audit::dossier::Column, &Entry)| {
        let mark = match entry.verified {
            Some(Verified::Memory) => said((" (chưa đối chiếu)", " (not verified)"), lang),
            _ => "",
        };
        let basis = entry.basis.as_ref().map(|basis| format!("{basis}{mark}")).unwrap_or_default();
        vec![
            Cell::from(unit),
            named(&item.name, lang).into(),
            state(entry, lang).into(),
            evidence(entry),
            day(entry.documents.first().and_then(|one| one.issued)).into(),
            day(entry.due).into(),
            basis.into(),
            parent(entry, lang).into(),
        ]
    };
    ENTRIES.sheet(lang, rows.map(row))
}
