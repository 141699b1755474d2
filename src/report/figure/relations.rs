//! The relations of a document as a picture: what it acts on at the left, itself in the middle, what acts on it at the right.

use super::letters::{lines, width};
use super::svg::{Drawing, Frame};
use super::{Address, Diagram, Group, Node, day};
use crate::report::standing::Standing;
use crate::report::words::pick;
use crate::rules::Lang;

/// So many documents of a group are drawn; the table has all.
const SHOWN: usize = 5;
/// Columns: both sides, the middle, and between them room for lines.
const SIDE: u32 = 340;
const MIDDLE: u32 = 300;
const BETWEEN: u32 = 90;
const WIDTH: u32 = 2 * (SIDE + BETWEEN) + MIDDLE;
/// Room around words in a box, and between boxes.
const PAD: u32 = 12;
const GAP: u32 = 10;
/// Sizes of letters, and how far apart their lines stand.
const NAME: u32 = 15;
const WORDS: u32 = 13;
const LEADING: u32 = 21;
/// Lines of a title: at the sides, and in the middle.
const TITLE: usize = 2;
const OWN_TITLE: usize = 7;

/// Returns the picture.
#[must_use]
pub fn relations(diagram: &Diagram, lang: Lang, address: &Address<'_>) -> String {
    let sheet = Sheet { lang, address };
    let (left, left_height) = column(&diagram.before, 0, true);
    let (right, right_height) = column(&diagram.after, WIDTH - SIDE, false);
    let own = own_box(diagram);
    let height = left_height.max(right_height).max(own.height + 2 * GAP);
    // With long columns the document itself stays where the page opens.
    let own = Frame { y: ((height - own.height) / 2).min(120), ..own };
    let mut drawing = Drawing::new();
    for (columns, toward) in [(&left, own.x), (&right, own.x + own.width)] {
        for column in columns {
            column.connect(&mut drawing, toward, own.y + own.height / 2);
        }
    }
    for column in left.iter().chain(&right) {
        sheet.group(&mut drawing, column);
    }
    sheet.own(&mut drawing, diagram, own);
    let label = &diagram.centre.label;
    let title = format!("{} {label}", pick(lang, "Lược đồ văn bản", "Relations of"));
    drawing.finish("relations", (WIDTH, height), &title, &described(diagram, lang))
}

/// Says in words how much there is to see; the table has it all.
fn described(diagram: &Diagram, lang: Lang) -> String {
    let told = |groups: &[Group], name: fn(super::Tie, Lang) -> &'static str| {
        groups.iter().map(move |group| format!("{}: {}", name(group.tie, lang), group.total)).collect::<Vec<_>>()
    };
    let mut all = told(&diagram.before, super::Tie::does);
    all.extend(told(&diagram.after, super::Tie::undergoes));
    if all.is_empty() {
        return pick(lang, "Kho không ghi quan hệ nào.", "The registry tells of no relation.").to_owned();
    }
    format!("{}. {}", all.join("; "), pick(lang, "Bảng kèm theo có cùng nội dung.", "The table has the same content."))
}

/// A group with the places of its boxes.
struct Column<'d> {
    group: &'d Group,
    head: Frame,
    boxes: Vec<(&'d Node, Frame)>,
    left: bool,
}

impl Column<'_> {
    /// Draws the lines from the boxes to the document in the middle.
    fn connect(&self, drawing: &mut Drawing, toward: u32, level: u32) {
        let Some(((_, first), (_, last))) = self.boxes.first().zip(self.boxes.last()) else { return };
        let edge = if self.left { first.x + first.width } else { first.x };
        let step = |from: u32, by: u32| if self.left { from + by } else { from - by };
        let spine = step(edge, 14);
        let (top, bottom) = (first.y + first.height / 2, last.y + last.height / 2);
        let class = format!("tie {}", self.group.tie.look());
        for (_, place) in &self.boxes {
            let y = place.y + place.height / 2;
            drawing.path(&format!("M{edge} {y}H{spine}"), &class);
        }
        let from = u32::midpoint(top, bottom);
        let bend = u32::midpoint(spine, toward);
        drawing.path(&format!("M{spine} {top}V{bottom}"), &class);
        drawing.path(&format!("M{spine} {from}C{bend} {from} {bend} {level} {toward} {level}"), &class);
    }
}

struct Sheet<'s> {
    lang: Lang,
    address: &'s Address<'s>,
}

impl Sheet<'_> {
    fn standing(&self, node: &Node) -> Standing {
        node.status.map_or_else(|| Standing::absent(self.lang), |status| Standing::of(status, self.lang))
    }

    fn group(&self, drawing: &mut Drawing, column: &Column<'_>) {
        let Column { group, head, boxes, left } = column;
        let name = if *left { group.tie.does(self.lang) } else { group.tie.undergoes(self.lang) };
        drawing.words(head.x, head.y + 16, WORDS, "group", &format!("{name} ({})", group.total));
        for (node, place) in boxes {
            let to = node.id.as_deref().and_then(self.address);
            drawing.leading(to.as_deref(), |drawing| self.node(drawing, node, *place));
        }
        if let Some((_, last)) = boxes.last()
            && group.total > boxes.len()
        {
            let more = group.total - boxes.len();
            let words = match self.lang {
                Lang::Vi => format!("và {more} văn bản khác, xem bảng"),
                Lang::En => format!("and {more} more, see the table"),
            };
            drawing.words(last.x, last.y + last.height + 17, WORDS, "soft", &words);
        }
    }

    fn node(&self, drawing: &mut Drawing, node: &Node, place: Frame) {
        let standing = self.standing(node);
        drawing.frame(place, &format!("node {}", standing.look));
        let (x, mut y) = (place.x + PAD, place.y + PAD + NAME - 3);
        let dated = node.issued.map(|_| day(node.issued)).unwrap_or_default();
        let room = SIDE - 2 * PAD - width(&dated, WORDS) - GAP;
        for name in lines(&node.label, NAME, room, 1) {
            drawing.vietnamese(x, y, NAME, "name", &name);
        }
        if !dated.is_empty() {
            drawing.words_before(place.x + SIDE - PAD, y, WORDS, "soft", &dated);
        }
        for line in title_lines(node, SIDE, TITLE) {
            y += LEADING;
            drawing.vietnamese(x, y, WORDS, "title", &line);
        }
        y += LEADING;
        status(drawing, &standing, x, y, SIDE);
    }

    fn own(&self, drawing: &mut Drawing, diagram: &Diagram, place: Frame) {
        let node = &diagram.centre;
        drawing.frame(place, "node own");
        let (x, mut y) = (place.x + PAD, place.y + PAD + NAME);
        for name in lines(&node.label, NAME + 1, MIDDLE - 2 * PAD, 1) {
            drawing.vietnamese(x, y, NAME + 1, "name", &name);
        }
        if node.issued.is_some() {
            y += LEADING;
            let words = format!("{} {}", pick(self.lang, "ngày", "of"), day(node.issued));
            drawing.words(x, y, WORDS, "soft", &words);
        }
        for line in title_lines(node, MIDDLE, OWN_TITLE) {
            y += LEADING;
            drawing.vietnamese(x, y, WORDS, "title", &line);
        }
        y += LEADING;
        status(drawing, &self.standing(node), x, y, MIDDLE);
    }
}

/// Returns where the groups of a side stand, and how high they are together.
fn column(groups: &[Group], x: u32, left: bool) -> (Vec<Column<'_>>, u32) {
    let mut y = 0;
    let mut columns = Vec::new();
    for group in groups {
        let head = Frame { x, y, width: SIDE, height: LEADING + 4 };
        y += head.height;
        let mut boxes = Vec::new();
        for node in group.nodes.iter().take(SHOWN) {
            let height = 2 * PAD + LEADING * rows(node) - (LEADING - NAME);
            boxes.push((node, Frame { x, y, width: SIDE, height }));
            y += height + GAP;
        }
        y += if group.total > SHOWN { LEADING } else { 0 } + GAP;
        columns.push(Column { group, head, boxes, left });
    }
    (columns, y)
}

fn status(drawing: &mut Drawing, standing: &Standing, x: u32, y: u32, room: u32) {
    let words = format!("{} {}", standing.sign, standing.words);
    for line in lines(&words, WORDS, room - 2 * PAD, 1) {
        drawing.words(x, y, WORDS, &format!("standing {}", standing.look), &line);
    }
}

fn own_box(diagram: &Diagram) -> Frame {
    let title = u32::try_from(title_lines(&diagram.centre, MIDDLE, OWN_TITLE).len()).unwrap_or(0);
    let dated = u32::from(diagram.centre.issued.is_some());
    Frame { x: SIDE + BETWEEN, y: 0, width: MIDDLE, height: 2 * PAD + LEADING * (title + dated + 2) }
}

/// Returns how many lines of words a box has.
fn rows(node: &Node) -> u32 {
    2 + u32::try_from(title_lines(node, SIDE, TITLE).len()).unwrap_or(0)
}

fn title_lines(node: &Node, room: u32, most: usize) -> Vec<String> {
    let title = node.title.as_deref().filter(|title| *title != node.label).unwrap_or_default();
    lines(title, WORDS, room - 2 * PAD, most)
}
