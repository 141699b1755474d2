//! The lists of an audit as tables of words.

use super::frames;
use crate::audit::{Affected, Audit, Collision, Found, Gap, Incomplete, Orphan, Resting, Settled, Shared, Side, Slot};
use crate::audit::{Twice, Visit};
use crate::document::Role;
use crate::report::figure::Address;
use crate::report::sheet::{Cell, Frame, Sheet, day, said};
use crate::rules::{Lang, written_day};

/// The lists in one language.
pub(super) struct Columns<'a> {
    audit: &'a Audit,
    lang: Lang,
    /// Where the name of a document leads: to its file, where nothing else is said.
    address: Option<&'a Address<'a>>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(audit: &'a Audit, lang: Lang) -> Self {
        Self { audit, lang, address: None }
    }

    /// As [`Self::new`], where the names of documents lead to pages.
    pub(super) fn leading(audit: &'a Audit, lang: Lang, address: &'a Address<'a>) -> Self {
        Self { audit, lang, address: Some(address) }
    }

    /// Returns where the name of a document leads.
    fn link(&self, id: &str) -> Option<String> {
        match self.address {
            Some(address) => address(id),
            None => self.audit.names.get(id).and_then(|named| named.path.clone()),
        }
    }

    /// Returns every list of the audit, also the empty ones.
    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let audit = self.audit;
        let cascades: Vec<&Found> = audit.overlaps.iter().filter(|found| found.code.is_none()).collect();
        let mut sheets = vec![
            self.overlaps(&frames::OVERLAPS, &alarms(audit)),
            self.list(&frames::COLLISIONS, &audit.collisions, Self::collision),
            self.list(&frames::VISITS, &audit.visits, Self::visit),
            self.list(&frames::ORPHANS, &audit.orphans, Self::orphan),
            self.list(&frames::INCOMPLETE, &audit.incomplete, Self::incomplete),
            self.list(&frames::GAPS, &audit.gaps, Self::gap),
            self.list(&frames::DOUBLES, &audit.doubles, Self::double),
            self.list(&frames::RESTING, &audit.resting, Self::resting),
            self.list(&frames::TWICE, &audit.twice, Self::twice),
            self.overlaps(&frames::CASCADES, &cascades),
        ];
        if let Some(repeal) = &audit.if_repealed {
            sheets.insert(0, self.list(&frames::AFFECTED, &repeal.affected, Self::affected));
        }
        sheets
    }

    fn list<T>(&self, frame: &Frame, rows: &[T], row: impl Fn(&Self, &T) -> Vec<Cell>) -> Sheet {
        frame.sheet(self.lang, rows.iter().map(|one| row(self, one)))
    }

    /// Returns the name of a document, leading to its file.
    fn named(&self, id: &str) -> Cell {
        match self.audit.names.get(id) {
            Some(named) => Cell::linked(&named.name, self.link(id).as_deref()),
            None => id.into(),
        }
    }

    fn names<'b>(&self, ids: impl IntoIterator<Item = &'b String>) -> Cell {
        ids.into_iter().map(|id| self.named(id).text).collect::<Vec<_>>().join("; ").into()
    }

    /// Returns the document of a task, leading to its file.
    pub(super) fn giver(&self, side: &Side) -> Cell {
        Cell::linked(side.label(), self.link(&side.document).as_deref())
    }

    /// Returns who issued the document of a task.
    pub(super) fn issuer<'b>(&'b self, side: &'b Side) -> &'b str {
        let named = self.audit.names.get(&side.document).and_then(|named| named.issuer.as_deref());
        named.or(side.issuer.as_deref()).unwrap_or_default()
    }

    fn task(&self, side: &Side) -> Vec<Cell> {
        vec![self.giver(side), side.text.as_str().into(), side.lead.join("; ").into(), day(side.due).into()]
    }

    fn overlaps(&self, frame: &Frame, found: &[&Found]) -> Sheet {
        let row = |found: &&Found| {
            let [one, other] = &found.tasks;
            let likeness = format!("{:.0} %", found.score * 100.0);
            let mut row: Vec<Cell> = vec![
                found.code.unwrap_or_default().into(),
                relation(found.relation, self.lang).into(),
                likeness.into(),
            ];
            row.extend(self.task(one));
            row.extend(self.task(other));
            row.push(found.shared.join(", ").into());
            let settled = found.settled.as_ref().map(|settled| format!("; {}", settled_words(settled, self.lang)));
            row.push(format!("{}{}", found.message, settled.unwrap_or_default()).into());
            row
        };
        frame.sheet(self.lang, found.iter().map(row))
    }

    fn collision(&self, collision: &Collision) -> Vec<Cell> {
        let visits = collision.visits.iter().filter_map(|at| self.audit.visits.get(*at));
        let plan = |visit: &Visit| {
            let issuer = self.issuer(&visit.task);
            format!("{} ({issuer}, {}–{})", visit.task.label(), written_day(visit.first), written_day(visit.last))
        };
        let plans: Vec<String> = visits.map(plan).collect();
        vec![
            collision.target.as_str().into(),
            collision.subject.clone().unwrap_or_default().into(),
            plans.len().to_string().into(),
            plans.join("; ").into(),
            collision.settled.as_ref().map(|settled| settled_words(settled, self.lang)).unwrap_or_default().into(),
        ]
    }

    fn visit(&self, visit: &Visit) -> Vec<Cell> {
        let at = self.audit.visits.iter().position(|other| std::ptr::eq(other, visit));
        let met = self.audit.collisions.iter().filter(|one| at.is_some_and(|at| one.visits.contains(&at)));
        let meets = met.map(|collision| {
            let others = collision.visits.iter().filter(|other| Some(**other) != at);
            let others = others.filter_map(|other| self.audit.visits.get(*other)).map(|visit| visit.task.label());
            let labels = others.collect::<Vec<_>>().join(", ");
            collision.subject.as_ref().map_or(labels.clone(), |subject| format!("{labels} ({subject})"))
        });
        vec![
            visit.target.as_str().into(),
            written_day(visit.first).into(),
            written_day(visit.last).into(),
            visit.subject.clone().unwrap_or_default().into(),
            self.giver(&visit.task),
            self.issuer(&visit.task).into(),
            visit.task.text.as_str().into(),
            meets.collect::<Vec<_>>().join("; ").into(),
        ]
    }

    fn orphan(&self, orphan: &Orphan) -> Vec<Cell> {
        let mut row = vec![orphan.unit.as_str().into()];
        row.extend(self.task(&orphan.task));
        row.push(self.names(&orphan.plans));
        row
    }

    fn incomplete(&self, incomplete: &Incomplete) -> Vec<Cell> {
        let word = |slot: &Slot| match slot {
            Slot::Lead => said(("đơn vị chủ trì", "lead"), self.lang),
            Slot::Due => said(("thời hạn", "deadline"), self.lang),
            Slot::Product => said(("sản phẩm", "product"), self.lang),
        };
        let mut row = self.task(&incomplete.task);
        row.push(incomplete.lacks.iter().map(word).collect::<Vec<_>>().join(", ").into());
        row
    }

    fn gap(&self, gap: &Gap) -> Vec<Cell> {
        let run =
            |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
        let missing = gap.missing.iter().map(run).collect::<Vec<_>>().join(", ");
        vec![
            self.place(&gap.territory).into(),
            gap.symbol.as_str().into(),
            gap.year.to_string().into(),
            gap.known.to_string().into(),
            missing.into(),
        ]
    }

    /// Returns the name of a territory.
    pub(super) fn place(&self, id: &str) -> String {
        let unknown = said(("chưa rõ địa phương", "territory unknown"), self.lang);
        let none = (id == crate::registry::NOWHERE).then(|| unknown.to_owned());
        self.audit.places.get(id).cloned().or(none).unwrap_or_else(|| id.to_owned())
    }

    fn double(&self, double: &Shared) -> Vec<Cell> {
        vec![double.number.as_str().into(), double.year.to_string().into(), self.names(&double.documents)]
    }

    fn resting(&self, resting: &Resting) -> Vec<Cell> {
        let instead = resting.successor.as_ref().or(resting.by.as_ref());
        vec![
            self.named(&resting.document),
            resting.title.clone().unwrap_or_default().into(),
            self.named(&resting.on),
            day(resting.until).into(),
            instead.map(|id| self.named(id)).unwrap_or_default(),
        ]
    }

    fn twice(&self, twice: &Twice) -> Vec<Cell> {
        vec![
            self.named(&twice.earlier),
            twice.earlier_title.clone().unwrap_or_default().into(),
            self.named(&twice.later),
            twice.later_title.clone().unwrap_or_default().into(),
        ]
    }

    fn affected(&self, affected: &Affected) -> Vec<Cell> {
        let role = match affected.role {
            Role::Basis => ("căn cứ", "rests on it"),
            Role::Guides => ("hướng dẫn, quy định chi tiết", "guides it"),
            Role::Implements => ("thực hiện", "carries it out"),
            _ => ("viện dẫn", "mentions it"),
        };
        vec![
            affected.steps.to_string().into(),
            self.named(&affected.document),
            affected.title.clone().unwrap_or_default().into(),
            said(role, self.lang).into(),
            self.named(&affected.through),
        ]
    }
}

/// Returns what is no cascade.
pub(super) fn alarms(audit: &Audit) -> Vec<&Found> {
    audit.overlaps.iter().filter(|found| found.code.is_some()).collect()
}

/// Returns the word for what two tasks are to one another.
#[must_use]
pub fn relation(relation: &str, lang: Lang) -> &'static str {
    let words = match relation {
        "duplicate" => ("trùng lặp", "duplicate"),
        "conflict" => ("mâu thuẫn", "conflict"),
        "inspection" => ("trùng kiểm tra", "inspection"),
        _ => ("triển khai", "cascade"),
    };
    said(words, lang)
}

/// Says whose inspection goes ahead: `Thanh tra tỉnh tiến hành nếu hai bên không thống nhất (điểm h khoản 2 Điều 55 11/2022/QH15)`.
pub(super) fn settled_words(settled: &Settled, lang: Lang) -> String {
    let what = match (&settled.first, settled.talk) {
        (Some(first), true) => match lang {
            Lang::Vi => format!("hai bên trao đổi; không thống nhất thì {first} tiến hành, bên kia nhường"),
            Lang::En => format!("both exchange; where they do not agree {first} proceeds and the other yields"),
        },
        (Some(first), false) => match lang {
            Lang::Vi => format!("{first} tiến hành, bên kia nhường"),
            Lang::En => format!("{first} proceeds, the other yields"),
        },
        (None, _) => match lang {
            Lang::Vi => format!("người xử lý: {}", settled.decides.as_deref().unwrap_or_default()),
            Lang::En => format!("to be settled by: {}", settled.decides.as_deref().unwrap_or_default()),
        },
    };
    format!("{what} ({} {})", settled.place, settled.law)
}
