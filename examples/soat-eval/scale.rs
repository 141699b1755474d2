//! Measures the search for pairs among many invented tasks: time, memory, and how both grow.
//!
//! The tasks are put together from a few lists here, by a generator whose
//! numbers depend on the task's place alone: half of communes, the rest of departments and committees of 34 provinces, over
//! ten years, twenty to a plan. How dense they are beside life is not known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;
use rayon::prelude::*;
use soat::document::{Slug, Task, UnitRef};
use soat::lexicon::Lexicon;
use soat::overlap::{Corpus, Giver, TaskRelation, Work, judge};
use soat::text::Span;

/// Prints what it takes to find all pairs among so many tasks, and again where ten plans come to them.
pub(crate) fn run(counts: &[u64], write: Option<&std::path::Path>) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    if let Some(path) = write {
        let count = counts.first().copied().unwrap_or_default();
        let lines: Vec<String> = (0..count).map(|at| format!("{}\t{}", year(at), text(at))).collect();
        std::fs::write(path, lines.join("\n"))?;
        return Ok(());
    }
    for count in counts {
        measure(*count, &lexicon);
    }
    Ok(())
}

fn measure(count: u64, lexicon: &Lexicon) {
    let weights = lexicon.score_weights();
    let begun = Instant::now();
    let mut corpus = Corpus::default();
    for first in (0..count).step_by(20_000) {
        let works: Vec<Work> = (first..count.min(first + 20_000)).into_par_iter().map(|at| work(at, lexicon)).collect();
        for work in &works {
            corpus.add(work, lexicon);
        }
    }
    let read = begun.elapsed();
    let blocks = corpus.blocks();
    let found: Vec<(usize, usize)> = blocks
        .par_iter()
        .map(|block| {
            let pairs = corpus.pairs(block, weights, None);
            let mut works: BTreeMap<u32, Work> = BTreeMap::new();
            for at in pairs.iter().flat_map(|(one, other)| [*one, *other]) {
                works.entry(at).or_insert_with(|| work(u64::from(at), lexicon));
            }
            let alarms = pairs.iter().filter(|(one, other)| {
                let verdict = judge(&works[one], &works[other], lexicon);
                verdict.is_ok_and(|overlap| overlap.relation != TaskRelation::Cascade)
            });
            (pairs.len(), alarms.count())
        })
        .collect();
    let (pairs, alarms) = found.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let all = begun.elapsed();
    println!(
        "{count} tasks: read {:.1} s, all {:.1} s, {pairs} pairs judged, {alarms} overlaps, peak memory {} MB",
        read.as_secs_f64(),
        all.as_secs_f64(),
        peak_memory()
    );
    let begun = Instant::now();
    let first = u32::try_from(count).unwrap_or(u32::MAX);
    for at in count..count + 200 {
        corpus.add(&work(at, lexicon), lexicon);
    }
    let new = first..first + 200;
    let pairs: usize =
        corpus.blocks_of(&new).par_iter().map(|block| corpus.pairs(block, weights, Some(&new)).len()).sum();
    println!("  ten plans more: {pairs} pairs in {:.2} s", begun.elapsed().as_secs_f64());
}

/// The most memory that the process had, in megabytes, where the system tells it.
pub(crate) fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}

pub(crate) const PROVINCES: [&str; 34] = [
    "ha-noi",
    "hue",
    "da-nang",
    "can-tho",
    "hai-phong",
    "ho-chi-minh",
    "lai-chau",
    "dien-bien",
    "son-la",
    "lang-son",
    "quang-ninh",
    "thanh-hoa",
    "nghe-an",
    "ha-tinh",
    "cao-bang",
    "tuyen-quang",
    "lao-cai",
    "thai-nguyen",
    "phu-tho",
    "bac-ninh",
    "hung-yen",
    "ninh-binh",
    "quang-tri",
    "quang-ngai",
    "gia-lai",
    "khanh-hoa",
    "lam-dong",
    "dak-lak",
    "dong-nai",
    "tay-ninh",
    "vinh-long",
    "dong-thap",
    "ca-mau",
    "an-giang",
];
pub(crate) const ACTIONS: [&str; 20] = [
    "Kiểm tra",
    "Tập huấn",
    "Tuyên truyền",
    "Rà soát",
    "Báo cáo",
    "Xây dựng",
    "Ban hành",
    "Khảo sát",
    "Đánh giá",
    "Thanh tra",
    "Giám sát",
    "Hướng dẫn",
    "Sơ kết",
    "Cập nhật",
    "Số hóa",
    "Công khai",
    "Thẩm định",
    "Hỗ trợ",
    "Sửa đổi",
    "Tổng kết",
];
pub(crate) const LINES: [&str; 40] = [
    "công tác cải cách hành chính",
    "thủ tục hành chính",
    "dịch vụ công trực tuyến",
    "chuyển đổi số",
    "an toàn thông tin",
    "cán bộ, công chức",
    "cơ sở dữ liệu",
    "phần mềm",
    "trang thông tin điện tử",
    "phòng cháy, chữa cháy",
    "an toàn thực phẩm",
    "phòng, chống tham nhũng",
    "kỷ luật, kỷ cương hành chính",
    "bảo vệ bí mật nhà nước",
    "văn thư, lưu trữ",
    "văn bản quy phạm pháp luật",
    "tiếp công dân",
    "giảm nghèo",
    "nông thôn mới",
    "bảo vệ môi trường",
    "phòng, chống thiên tai",
    "đầu tư công",
    "đất đai",
    "an toàn giao thông",
    "an ninh trật tự",
    "phòng, chống dịch bệnh",
    "bảo vệ trẻ em",
    "bình đẳng giới",
    "bảo hiểm y tế",
    "tinh giản biên chế",
    "ngân sách nhà nước",
    "du lịch",
    "giáo dục",
    "y tế",
    "việc làm",
    "người có công",
    "tài sản công",
    "quy hoạch",
    "khởi nghiệp",
    "thủy lợi",
];
pub(crate) const PARTS: [&str; 30] = [
    "tại các xã, phường",
    "cho cán bộ, công chức cấp xã",
    "tại các sở, ban, ngành",
    "trên địa bàn",
    "theo chuyên đề",
    "ở vùng sâu, vùng xa",
    "của cơ sở kinh doanh karaoke",
    "của cửa hàng xăng dầu",
    "tại khu công nghiệp",
    "trong trường học",
    "ở chợ đầu mối",
    "tại bến xe, bến tàu",
    "của hợp tác xã",
    "theo mô hình mới",
    "qua loa truyền thanh",
    "trên báo, đài",
    "tại bệnh viện",
    "ở khu dân cư",
    "của doanh nghiệp nhà nước",
    "đối với hộ nghèo",
    "theo tiêu chí nâng cao",
    "tại vùng biên giới",
    "của hộ kinh doanh",
    "tại làng nghề",
    "ở rừng phòng hộ",
    "tại hồ, đập",
    "với người cao tuổi",
    "tại khu du lịch",
    "của chi cục thuế",
    "ở trạm y tế",
];
/// Proper matters.
pub(crate) const SYLLABLES: [&str; 60] = [
    "lúa", "ngô", "sắn", "tôm", "cá", "trâu", "bò", "lợn", "gà", "vịt", "chè", "cam", "bưởi", "dừa", "mía", "lạc",
    "vừng", "dâu", "tằm", "mật", "ong", "gỗ", "đá", "cát", "sỏi", "than", "sắt", "thép", "nhôm", "kính", "gạch",
    "ngói", "xi", "măng", "điện", "gas", "hóa", "chất", "thuốc", "men", "sữa", "bánh", "kẹo", "rượu", "bia", "trà",
    "muối", "mắm", "giấy", "mực", "sách", "tranh", "đàn", "sáo", "trống", "chiêng", "thuyền", "bè", "lưới", "phao",
];

/// A number of the task's place, another one for each `turn`: splitmix64.
pub(crate) fn number(place: u64, turn: u64, below: u64) -> u64 {
    let mut state = place.wrapping_mul(64).wrapping_add(turn).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (state ^ (state >> 31)) % below
}

pub(crate) fn pick<'a>(list: &[&'a str], at: u64) -> &'a str {
    usize::try_from(at).ok().and_then(|at| list.get(at)).copied().unwrap_or_default()
}

pub(crate) fn year(at: u64) -> i16 {
    2016 + i16::try_from(number(at / 20, 1, 10)).unwrap_or_default()
}

pub(crate) fn text(at: u64) -> String {
    format!(
        "{} {} {} {} năm {}",
        pick(&ACTIONS, number(at, 2, 20)),
        pick(&LINES, number(at, 3, 40)),
        pick(&PARTS, number(at, 4, 30)),
        pick(&SYLLABLES, number(at, 5, 60)),
        year(at)
    )
}

pub(crate) fn work(at: u64, lexicon: &Lexicon) -> Work {
    let plan = at / 20;
    let province = pick(&PROVINCES, number(plan, 2, 34));
    let (territory, issuer) = match number(plan, 3, 10) {
        0 => (province.to_owned(), "ubnd-tinh"),
        1..=4 => {
            (province.to_owned(), pick(&["so-noi-vu", "so-tai-chinh", "so-y-te", "so-xay-dung"], number(plan, 4, 4)))
        }
        _ => (format!("{province}/xa-{}", number(plan, 5, 100)), "ubnd-xa"),
    };
    let giver = Arc::new(Giver {
        id: plan.to_string(),
        issuer: Some(Slug::from(issuer)),
        name: None,
        plan: true,
        subject: None,
        territory: Slug::from(territory.as_str()),
        years: (year(at), year(at)),
        issued: None,
        carries_out: BTreeSet::new(),
        changes: BTreeSet::new(),
    });
    let text = text(at);
    let task = Task {
        span: Span::new(0, text.len()),
        path: String::new(),
        text,
        action: None,
        object: None,
        lead: vec![UnitRef { text: issuer.to_owned(), id: Some(Slug::from(issuer)), territory: None }],
        support: Vec::new(),
        targets: Vec::new(),
        start: None,
        due: None,
        recurrence: None,
        product: None,
        amount: None,
    };
    Work::new(&giver, task, lexicon)
}
