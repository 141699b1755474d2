//! Counts what the pages show and the text does not.

use super::ink::Ink;
use super::running_heads::Taken;
use crate::text::Builder;

/// What was met on the pages.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Numbers of pages without a letter.
    empty: Vec<usize>,
    /// Numbers of pages that were recognised from their pictures.
    pictured: Vec<usize>,
    pages: usize,
    pictures: usize,
    letters: usize,
    unseen: usize,
    unnamed: usize,
    turned: usize,
    /// Running heads and page numbers.
    pub(super) heads: Taken,
    /// Numbers that refer to footnotes.
    pub(super) marks: usize,
    /// Rows of tables' heads that were repeated overleaf.
    pub(super) rows: usize,
}

impl Tally {
    /// Counts a page.
    pub(super) fn count(&mut self, ink: &Ink) {
        self.pages += 1;
        self.pictures += ink.pictures;
        self.unnamed += ink.unnamed;
        self.turned += ink.upwards + ink.downwards;
        let seen = ink.glyphs.iter().filter(|glyph| !ink.letters(glyph).trim().is_empty());
        let (all, unseen) = seen.fold((0, 0), |(all, unseen), glyph| (all + 1, unseen + usize::from(glyph.unseen)));
        self.letters += all;
        self.unseen += unseen;
        if all == 0 {
            self.empty.push(self.pages);
        }
    }

    /// Returns the numbers of the pages without a letter, from 1.
    pub(super) fn empty(&self) -> &[usize] {
        &self.empty
    }

    /// Takes note of the pages that were recognised after all.
    pub(super) fn recognised<'n>(&mut self, numbers: impl Iterator<Item = &'n usize>) {
        for number in numbers {
            self.empty.retain(|own| own != number);
            self.pictured.push(*number);
        }
    }

    /// Returns whether no page has a letter.
    pub(super) fn is_scan(&self) -> bool {
        self.letters == 0
    }

    /// Returns whether most letters lie unseen under a picture, as text recognition puts them.
    pub(super) fn is_recognised(&self) -> bool {
        self.unseen * 2 > self.letters
    }

    /// Says all that was counted.
    pub(super) fn say(&self, builder: &mut Builder) {
        for (first, last) in ranges(&self.empty) {
            builder.skip(pages(first, last), "chỉ có ảnh, chưa nhận dạng chữ");
        }
        for (first, last) in ranges(&self.pictured) {
            builder.skip("PDF", format!("chữ của {} nhận dạng từ ảnh; đối chiếu với bản gốc", pages(first, last)));
        }
        let counts = [
            (self.heads.heads, "dòng đầu trang, chân trang lặp lại"),
            (self.heads.numbers, "số trang"),
            (self.rows, "hàng tiêu đề bảng lặp lại ở trang sau"),
            (self.marks, "số chú thích trên dòng"),
            (self.pictures, "ảnh, không đọc chữ trong ảnh"),
            (self.unnamed, "chữ mà tệp không cho biết mã"),
            (self.turned, "chữ viết dọc hoặc nghiêng"),
        ];
        for (count, what) in counts {
            if count > 0 {
                builder.skip("PDF", format!("{count} {what}"));
            }
        }
        if self.is_recognised() {
            builder.skip("PDF", "chữ do phần mềm nhận dạng đặt dưới ảnh trang; đối chiếu với bản gốc");
        }
    }
}

fn pages(first: usize, last: usize) -> String {
    if first == last { format!("trang {first}") } else { format!("trang {first}–{last}") }
}

/// Returns the runs of neighbouring numbers.
fn ranges(numbers: &[usize]) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_make_a_range() {
        assert_eq!(ranges(&[1, 3, 4, 5, 9]), [(1, 1), (3, 5), (9, 9)]);
    }
}
