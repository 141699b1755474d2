//! Straight rules among the paths that a page draws: edges of tables, lines under words.

use lopdf::Object;

use super::file::number;
use super::ink::Rule;
use super::matrix::Matrix;

/// Most rules of one page: a page with more is a drawing.
pub(super) const RULES: usize = 6_000;
/// Thickest bar that still counts as a rule, in points.
const THICK: f64 = 3.0;
/// Shortest rule, in points.
const SHORT: f64 = 3.0;
/// How far a rule may lean.
const LEAN: f64 = 0.6;

/// The path being built, on the page as it is looked at.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Straight pieces.
    pieces: Vec<[(f64, f64); 2]>,
    boxes: Vec<[(f64, f64); 2]>,
    start: (f64, f64),
    pen: (f64, f64),
}

impl Path {
    /// Does an operation on paths; others do nothing.
    pub(super) fn operation(&mut self, operator: &str, operands: &[Object], page: &Matrix, rules: &mut Vec<Rule>) {
        match operator {
            "m" => {
                self.pen = point(operands, page);
                self.start = self.pen;
            }
            "l" => {
                let to = point(operands, page);
                self.pieces.push([self.pen, to]);
                self.pen = to;
            }
            "c" | "v" | "y" => self.pen = point(operands.get(operands.len().saturating_sub(2)..).unwrap_or(&[]), page),
            "h" => self.close(),
            "re" => self.rectangle(operands, page),
            "S" => self.paint(rules, true, false),
            "s" | "b" | "b*" => {
                self.close();
                self.paint(rules, true, operator != "s");
            }
            "B" | "B*" => self.paint(rules, true, true),
            "f" | "F" | "f*" => self.paint(rules, false, true),
            "n" => self.clear(),
            _ => {}
        }
    }

    fn close(&mut self) {
        self.pieces.push([self.pen, self.start]);
        self.pen = self.start;
    }

    fn rectangle(&mut self, operands: &[Object], page: &Matrix) {
        let numbers: Vec<f64> = operands.iter().filter_map(number).collect();
        let Ok([x, y, width, height]) = <[f64; 4]>::try_from(numbers) else { return };
        let (one, other) = (page.apply(x, y), page.apply(x + width, y + height));
        self.boxes.push([(one.0.min(other.0), one.1.min(other.1)), (one.0.max(other.0), one.1.max(other.1))]);
    }

    /// Keeps the rules of the path: stroked straight pieces, stroked edges of boxes, and thin filled bars.
    fn paint(&mut self, rules: &mut Vec<Rule>, stroked: bool, filled: bool) {
        if rules.len() > RULES {
            return self.clear();
        }
        for &[(left, top), (right, bottom)] in &self.boxes {
            let (width, height) = (right - left, bottom - top);
            if height <= THICK && width > height {
                rules.extend(rule(true, f64::midpoint(top, bottom), left, right));
            } else if width <= THICK {
                rules.extend(rule(false, f64::midpoint(left, right), top, bottom));
            } else if stroked {
                rules.extend([top, bottom].into_iter().filter_map(|at| rule(true, at, left, right)));
                rules.extend([left, right].into_iter().filter_map(|at| rule(false, at, top, bottom)));
            }
        }
        if stroked {
            rules.extend(self.pieces.iter().filter_map(straight));
        } else if filled {
            rules.extend(self.bar());
        }
        self.clear();
    }

    /// Returns the rule that a filled outline of straight pieces is, where it is thin.
    fn bar(&self) -> Option<Rule> {
        let points = || self.pieces.iter().flatten();
        let edge = |least: fn(f64, f64) -> f64, of: fn(&(f64, f64)) -> f64| points().map(of).reduce(least);
        let (left, right) = (edge(f64::min, |p| p.0)?, edge(f64::max, |p| p.0)?);
        let (top, bottom) = (edge(f64::min, |p| p.1)?, edge(f64::max, |p| p.1)?);
        if bottom - top <= THICK && right - left > bottom - top {
            rule(true, f64::midpoint(top, bottom), left, right)
        } else if right - left <= THICK {
            rule(false, f64::midpoint(left, right), top, bottom)
        } else {
            None
        }
    }

    fn clear(&mut self) {
        self.pieces.clear();
        self.boxes.clear();
    }
}

fn point(operands: &[Object], page: &Matrix) -> (f64, f64) {
    let at = |index: usize| operands.get(index).and_then(number).unwrap_or(0.0);
    page.apply(at(0), at(1))
}

fn straight(&[(left, top), (right, bottom)]: &[(f64, f64); 2]) -> Option<Rule> {
    if (top - bottom).abs() <= LEAN {
        rule(true, f64::midpoint(top, bottom), left.min(right), left.max(right))
    } else if (left - right).abs() <= LEAN {
        rule(false, f64::midpoint(left, right), top.min(bottom), top.max(bottom))
    } else {
        None
    }
}

fn rule(level: bool, at: f64, from: f64, to: f64) -> Option<Rule> {
    (to - from >= SHORT).then_some(Rule { level, at, from, to })
}
