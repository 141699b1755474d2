//! Plane transformations as PDF writes them: `[a b c d e f]`, points as rows.

/// A transformation of the plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// Leaves all as it is.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moves by `x`, `y`.
    pub(super) const fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Returns the transformation that does `self` first and `next` then.
    pub(super) fn then(&self, next: &Self) -> Self {
        let [along_x, along_y, up_x, up_y, shift_x, shift_y] = self.0;
        let (along, up) = (next.turn(along_x, along_y), next.turn(up_x, up_y));
        let shift = next.apply(shift_x, shift_y);
        Self([along.0, along.1, up.0, up.1, shift.0, shift.1])
    }

    /// Transforms a point.
    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [.., shift_x, shift_y] = self.0;
        let turned = self.turn(x, y);
        (turned.0 + shift_x, turned.1 + shift_y)
    }

    /// Transforms a direction.
    pub(super) fn turn(&self, x: f64, y: f64) -> (f64, f64) {
        let [along_x, along_y, up_x, up_y, ..] = self.0;
        (x * along_x + y * up_x, x * along_y + y * up_y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_one_comes_first() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(1.0, 0.0).then(&double).apply(0.0, 0.0), (2.0, 0.0));
        assert_eq!(double.then(&Matrix::shift(1.0, 0.0)).apply(0.0, 0.0), (1.0, 0.0));
    }
}
