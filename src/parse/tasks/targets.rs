//! Those whom an inspection visits, as tables list them: one head for many names.

/// Heads that stand once before many names, and the head of each one: `Các sở: Xây dựng; Y tế`.
const HEADS: [(&str, &str); 8] = [
    ("các sở", "Sở"),
    ("ubnd các huyện", "UBND huyện"),
    ("ubnd các xã", "UBND xã"),
    ("ubnd các phường", "UBND phường"),
    ("ubnd các thị trấn", "UBND thị trấn"),
    ("ủy ban nhân dân các huyện", "Ủy ban nhân dân huyện"),
    ("ủy ban nhân dân các xã", "Ủy ban nhân dân xã"),
    ("ủy ban nhân dân các phường", "Ủy ban nhân dân phường"),
];

/// Writes the head out before each name of a list, where the names stand apart without doubt: `Sở Xây dựng; Sở Y tế`.
///
/// Names of departments hold commas themselves, so only semicolons part them; names of places do not.
pub(super) fn written_out(cell: &str) -> String {
    let mut written: Vec<String> = Vec::new();
    let mut head: Option<&str> = None;
    for part in cell.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (found, names) = match headed(part) {
            Some((each, names)) => (Some(each), names),
            None => (None, part),
        };
        if found.is_some() || crate::parse::tasks::unit::begins(part) {
            head = found;
        }
        match head {
            Some(each) if each.ends_with("Sở") => written.push(format!("{each} {names}")),
            Some(each) => {
                let names = names.split(',').flat_map(|names| names.split(" và "));
                written
                    .extend(names.map(str::trim).filter(|name| !name.is_empty()).map(|name| format!("{each} {name}")));
            }
            None => written.push(names.to_owned()),
        }
    }
    written.join("; ")
}

/// Parts a head from the names after it; what goes on in small letters says more of the head (`các sở, ngành`).
fn headed(part: &str) -> Option<(&'static str, &str)> {
    let small = part.to_lowercase();
    let (each, len) = HEADS.iter().find(|(many, _)| small.starts_with(many)).map(|(many, each)| (*each, many.len()))?;
    let rest = part.get(len..)?;
    let names = rest.trim_start_matches([':', ' ']);
    let listed = rest.starts_with([':', ' ']) && names.starts_with(char::is_uppercase);
    listed.then_some((each, names))
}

#[cfg(test)]
mod tests {
    use super::written_out;

    #[test]
    fn a_head_stands_before_each_name() {
        for (cell, written) in [
            ("Các sở: Xây dựng; Lao động - Thương binh và Xã hội", "Sở Xây dựng; Sở Lao động - Thương binh và Xã hội"),
            ("Các sở: Tư pháp; Ban Dân tộc", "Sở Tư pháp; Ban Dân tộc"),
            (
                "UBND các huyện Hòa Bình, Vĩnh Lợi; UBND thị xã Giá Rai",
                "UBND huyện Hòa Bình; UBND huyện Vĩnh Lợi; UBND thị xã Giá Rai",
            ),
            ("UBND các xã, thị trấn: Châu Hưng A, Gành Hào", "UBND các xã, thị trấn: Châu Hưng A, Gành Hào"),
            ("Các sở, ban, ngành", "Các sở, ban, ngành"),
            ("Sở Xây dựng", "Sở Xây dựng"),
        ] {
            assert_eq!(written_out(cell), written);
        }
    }
}
