//! Loads the tables of `rules/lexicon/`: kinds, authorities, signers, forms by issuer, territories, synonyms.
//!
//! Law is data: every entry carries its basis, its period and how it was verified. This room answers questions of the
//! tables ("which kind is `QĐ`", "which authority is `Sở Kế hoạch và Đầu tư` on this day") and judges nothing.
