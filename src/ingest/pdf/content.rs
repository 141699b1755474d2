//! Runs a page's content stream as far as letters, rules and pictures go (ISO 32000-1, 8 and 9).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, ObjectId};

use super::super::IngestError;
use super::file::{File, as_dictionary, number};
use super::fonts::Font;
use super::ink::{Glyph, Ink};
use super::matrix::Matrix;
use super::paths::Path;

/// Deepest nesting of forms, and of saved states.
const FORMS: usize = 12;
const STATES: usize = 256;
/// Most letters of one page; a dense one has some ten thousand.
const LETTERS: usize = 100_000;

/// The document's fonts, read once each.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// In the order of their first use.
    pub(super) all: Vec<Font>,
    known: BTreeMap<ObjectId, usize>,
}

impl Fonts {
    /// Returns the index of the font that `resources` call `name`.
    fn find(&mut self, file: &File, resources: &Dictionary, name: &[u8]) -> Option<usize> {
        let fonts = file.dictionary(resources, b"Font")?;
        let entry = fonts.get(name).ok()?;
        let id = entry.as_reference().ok();
        if let Some(&known) = id.and_then(|id| self.known.get(&id)) {
            return Some(known);
        }
        self.all.push(Font::read(file, file.follow(entry).and_then(as_dictionary)?));
        let index = self.all.len() - 1;
        self.known.extend(id.map(|id| (id, index)));
        Some(index)
    }
}

/// The part of the graphics state that is saved and restored.
#[derive(Debug, Clone)]
struct State {
    /// From the user's space to the page as it is looked at.
    page: Matrix,
    font: Option<usize>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    /// Horizontal scale; 1 is as made.
    stretch: f64,
    leading: f64,
    rise: f64,
    unseen: bool,
}

/// A page being run.
struct Run<'r> {
    file: &'r File,
    fonts: &'r mut Fonts,
    /// Fonts of the running resources by name, so that each is looked up once.
    names: BTreeMap<Vec<u8>, Option<usize>>,
    ink: Ink,
    state: State,
    saved: Vec<State>,
    path: Path,
    text: Matrix,
    line: Matrix,
    /// Forms being drawn: one that draws itself is not followed.
    forms: BTreeSet<ObjectId>,
}

/// Runs a page; one whose text is set sideways, as wide tables in an upright gazette are, is looked at from that side.
///
/// # Errors
/// Its content is over a limit.
pub(super) fn run(file: &File, fonts: &mut Fonts, id: ObjectId) -> Result<Ink, IngestError> {
    let ink = run_turned(file, fonts, id, 0)?;
    let upright = ink.glyphs.iter().filter(|glyph| !ink.letters(glyph).trim().is_empty()).count();
    if ink.upwards > upright {
        run_turned(file, fonts, id, 90)
    } else if ink.downwards > upright {
        run_turned(file, fonts, id, 270)
    } else {
        Ok(ink)
    }
}

/// Runs a page turned clockwise by some degrees more than it says.
fn run_turned(file: &File, fonts: &mut Fonts, id: ObjectId, turn: i64) -> Result<Ink, IngestError> {
    let Some(page) = file.page(id) else { return Ok(Ink::default()) };
    let (width, height, view) = view(file, page, turn);
    let resources = file.inherited(page, b"Resources").and_then(as_dictionary);
    let content = file.content(id)?;
    let state = State {
        page: view,
        font: None,
        size: 0.0,
        letter_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        unseen: false,
    };
    let mut run = Run {
        file,
        fonts,
        names: BTreeMap::new(),
        ink: Ink { width, height, ..Ink::default() },
        state,
        saved: Vec::new(),
        path: Path::default(),
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        forms: BTreeSet::new(),
    };
    run.content(&content, resources.unwrap_or(&Dictionary::new()))?;
    Ok(run.ink)
}

/// Returns a page's width, height and the way from its own space to the page as it is looked at, `y` downwards.
fn view(file: &File, page: &Dictionary, more: i64) -> (f64, f64, Matrix) {
    let rectangle = |key: &[u8]| {
        let object = file.inherited(page, key)?.as_array().ok()?;
        let numbers: Vec<f64> = object.iter().filter_map(|object| file.follow(object).and_then(number)).collect();
        let [a, b, c, d] = numbers.try_into().ok()?;
        let (left, right, bottom, top) = (f64::min(a, c), f64::max(a, c), f64::min(b, d), f64::max(b, d));
        (right - left > 1.0 && top - bottom > 1.0).then_some((left, bottom, right, top))
    };
    // A4 where the file does not say.
    let (left, bottom, right, top) =
        rectangle(b"CropBox").or_else(|| rectangle(b"MediaBox")).unwrap_or((0.0, 0.0, 595.0, 842.0));
    let (width, height) = (right - left, top - bottom);
    let corner = Matrix::shift(-left, -bottom);
    let turn = file.inherited(page, b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    let (width, height, turned) = match (turn.rem_euclid(360) + more) % 360 {
        90 => (height, width, [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]),
        180 => (width, height, [-1.0, 0.0, 0.0, 1.0, width, 0.0]),
        270 => (height, width, [0.0, -1.0, -1.0, 0.0, height, width]),
        _ => (width, height, [1.0, 0.0, 0.0, -1.0, 0.0, height]),
    };
    (width, height, corner.then(&Matrix(turned)))
}

impl Run<'_> {
    fn content(&mut self, content: &[u8], resources: &Dictionary) -> Result<(), IngestError> {
        for operation in Content::decode_iter(content) {
            // What follows a place that cannot be read is lost to every reader.
            let Ok(operation) = operation else { break };
            if self.ink.glyphs.len() > LETTERS {
                return Err(IngestError::TooBig {
                    what: "số chữ trên một trang PDF".to_owned(),
                    found: format!("hơn {LETTERS}"),
                    limit: LETTERS.to_string(),
                });
            }
            self.operation(&operation, resources)?;
        }
        Ok(())
    }

    fn operation(&mut self, operation: &Operation, resources: &Dictionary) -> Result<(), IngestError> {
        let operands = operation.operands.as_slice();
        match operation.operator.as_str() {
            "q" if self.saved.len() < STATES => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => {
                if let Some(matrix) = six(operands) {
                    self.state.page = matrix.then(&self.state.page);
                }
            }
            "Do" => return self.object(operands, resources),
            "BI" => self.ink.pictures += 1,
            "BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            "Tf" => self.set_font(operands, resources),
            "Tc" => self.state.letter_space = first(operands),
            "Tw" => self.state.word_space = first(operands),
            "Tz" => self.state.stretch = first(operands) / 100.0,
            "TL" => self.state.leading = first(operands),
            "Ts" => self.state.rise = first(operands),
            "Tr" => self.state.unseen = (first(operands) - 3.0).abs() < 0.5,
            "Td" => self.move_line(operands),
            "TD" => {
                self.state.leading = -operands.get(1).and_then(number).unwrap_or(0.0);
                self.move_line(operands);
            }
            "Tm" => {
                if let Some(matrix) = six(operands) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            "T*" => self.next_line(),
            "Tj" => self.show(operands),
            "'" => {
                self.next_line();
                self.show(operands);
            }
            "\"" => {
                self.state.word_space = first(operands);
                self.state.letter_space = operands.get(1).and_then(number).unwrap_or(0.0);
                self.next_line();
                self.show(operands.get(2..).unwrap_or_default());
            }
            "TJ" => self.show(operands.first().and_then(|list| list.as_array().ok()).map_or(&[], Vec::as_slice)),
            other => self.path.operation(other, operands, &self.state.page, &mut self.ink.rules),
        }
        Ok(())
    }

    fn set_font(&mut self, operands: &[Object], resources: &Dictionary) {
        self.state.size = operands.get(1).and_then(number).unwrap_or(0.0);
        let Some(name) = operands.first().and_then(|name| name.as_name().ok()) else { return };
        self.state.font = if let Some(known) = self.names.get(name) {
            *known
        } else {
            let found = self.fonts.find(self.file, resources, name);
            self.names.insert(name.to_vec(), found);
            found
        };
    }

    fn move_line(&mut self, operands: &[Object]) {
        let up = operands.get(1).and_then(number).unwrap_or(0.0);
        self.line = Matrix::shift(first(operands), up).then(&self.line);
        self.text = self.line;
    }

    fn next_line(&mut self) {
        self.line = Matrix::shift(0.0, -self.state.leading).then(&self.line);
        self.text = self.line;
    }

    /// Shows strings; the numbers between them move the pen back, in thousandths of the size.
    fn show(&mut self, strings: &[Object]) {
        for object in strings {
            match object {
                Object::String(string, _) => self.show_string(string),
                other => {
                    let back = number(other).unwrap_or(0.0) / 1000.0;
                    self.advance(-back * self.state.size * self.state.stretch);
                }
            }
        }
    }

    fn advance(&mut self, along: f64) {
        self.text = Matrix::shift(along, 0.0).then(&self.text);
    }

    fn show_string(&mut self, string: &[u8]) {
        let Some(index) = self.state.font else { return };
        let Some(font) = self.fonts.all.get(index) else { return };
        let state = &self.state;
        let mut text = self.text;
        for code in font.codes(string) {
            let spaces = state.letter_space + if code.blank { state.word_space } else { 0.0 };
            let width = code.width * state.size * state.stretch;
            let glyph = text.then(&state.page);
            mark(&mut self.ink, code.text, &glyph, (width, state), index);
            text = Matrix::shift(width + spaces * state.stretch, 0.0).then(&text);
        }
        self.text = text;
    }

    /// Draws a form, or counts a picture.
    fn object(&mut self, operands: &[Object], resources: &Dictionary) -> Result<(), IngestError> {
        let name = operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
        let entry = self.file.dictionary(resources, b"XObject").and_then(|objects| objects.get(name).ok());
        let Some(id) = entry.and_then(|entry| entry.as_reference().ok()) else { return Ok(()) };
        let Some(form) = entry.and_then(|entry| self.file.follow(entry)).and_then(as_dictionary) else { return Ok(()) };
        let subtype = self.file.get(form, b"Subtype").and_then(|name| name.as_name().ok()).unwrap_or_default();
        if subtype == b"Image" {
            self.ink.pictures += 1;
        }
        if subtype != b"Form" || self.forms.len() >= FORMS || !self.forms.insert(id) {
            return Ok(());
        }
        let matrix = self.file.numbers(form, b"Matrix").and_then(|numbers| numbers.try_into().ok()).map(Matrix);
        let own = self.file.dictionary(form, b"Resources").unwrap_or(resources);
        let content = self.file.form(id)?;
        let (state, saved) = (self.state.clone(), std::mem::take(&mut self.saved));
        let names = std::mem::take(&mut self.names);
        self.state.page = matrix.unwrap_or(Matrix::IDENTITY).then(&self.state.page);
        self.content(&content, own)?;
        (self.state, self.saved, self.names) = (state, saved, names);
        self.forms.remove(&id);
        Ok(())
    }
}

/// Puts one code on the page; `matrix` is where the pen stands.
fn mark(ink: &mut Ink, text: Option<&str>, matrix: &Matrix, (width, state): (f64, &State), font: usize) {
    let Some(text) = text else {
        ink.unnamed += 1;
        return;
    };
    let (left, baseline) = matrix.apply(0.0, state.rise);
    let (right, end) = matrix.apply(width, state.rise);
    let up = matrix.turn(0.0, state.size);
    let size = up.0.hypot(up.1);
    if right < left || (end - baseline).abs() > (right - left) * 0.2 + size * 0.01 {
        let letters = usize::from(!text.trim().is_empty());
        if end < baseline - 0.9 * (right - left).abs() {
            ink.upwards += letters;
        } else {
            ink.downwards += letters;
        }
        return;
    }
    let outside = right < 0.0 || left > ink.width || baseline < 0.0 || baseline > ink.height + size;
    if outside || size <= 0.0 {
        return;
    }
    let start = ink.text.len();
    ink.text.push_str(text);
    let text = start..ink.text.len();
    ink.glyphs.push(Glyph { text, left, right, baseline, size, font, unseen: state.unseen });
}

fn first(operands: &[Object]) -> f64 {
    operands.first().and_then(number).unwrap_or(0.0)
}

fn six(operands: &[Object]) -> Option<Matrix> {
    let numbers: Vec<f64> = operands.iter().filter_map(number).collect();
    numbers.try_into().ok().map(Matrix)
}
