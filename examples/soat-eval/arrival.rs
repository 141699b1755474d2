//! One new document among many: how long it takes to find what it changes, and to ask everything anew.
//!
//! The documents are made: decisions of one province over eight years, each resting on four others, one in fifty of them
//! replacing an older one. The arriving one was cited before it came.

use std::fmt::Write;
use std::time::Duration;

use anyhow::Result;
use jiff::civil::date;
use soat::document::Date;
use soat::lexicon::Lexicon;
use soat::parse;
use soat::registry::Store;
use soat::text::{Format, Source};

use crate::cite::speed::now;

/// Decisions of one year.
const A_YEAR: usize = 12_500;

/// Makes the registry, lets one document arrive, and prints the times.
pub(crate) fn run(documents: usize) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let folder = tempfile::tempdir()?;
    let mut store = Store::create_or_open(&folder.path().join("r.db"))?;
    let late = documents / 3;
    let start = now();
    let all: Vec<usize> = (0..documents).filter(|at| *at != late).collect();
    for chunk in all.chunks(1_000) {
        let mut batch = store.begin()?;
        for at in chunk {
            batch.put(&made(*at, late, &lexicon), &at.to_string())?;
        }
        batch.commit()?;
    }
    println!("{} documents made, read and stored in {:.1?}", all.len(), spent(start));
    let start = now();
    let put = store.put(&made(late, late, &lexicon), "late")?;
    println!("one more stored in {:.1?}: {}", spent(start), put.id);
    let start = now();
    let touched = store.touched(&put.id, &lexicon)?;
    println!("{} documents touched, found in {:.1?}", touched.len(), spent(start));
    let start = now();
    for id in &touched {
        store.relations_from(id)?;
        store.validity(id, date(2026, 6, 1), &lexicon)?;
    }
    println!("their citations and validity asked anew in {:.1?}", spent(start));
    let start = now();
    let mut resolved = 0;
    for record in store.records()? {
        resolved += store.relations_from(&record.id)?.iter().filter(|one| one.target.document.is_some()).count();
    }
    println!("the citations of all documents asked anew in {:.1?}: {resolved} resolve", spent(start));
    Ok(())
}

/// Returns the time since `start` by this thread's own clock: other work on the machine does not count.
fn spent(start: Duration) -> Duration {
    now().saturating_sub(start)
}

fn number(at: usize) -> (String, Date) {
    let year = 2017 + i16::try_from(at / A_YEAR).unwrap();
    let day = date(year, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(at % A_YEAR / 35).unwrap()));
    (format!("{}/QĐ-UBND", at % A_YEAR + 1), day)
}

fn cited(at: usize) -> String {
    let (number, day) = number(at);
    format!("Quyết định số {number} ngày {:02}/{:02}/{} của UBND tỉnh Quảng Trị", day.day(), day.month(), day.year())
}

fn made(at: usize, late: usize, lexicon: &Lexicon) -> soat::document::Document {
    let (number, day) = number(at);
    let mut text = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {number}\nQuảng Trị, \
         ngày {:02} tháng {:02} năm {}\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch số {at}\n",
        day.day(),
        day.month(),
        day.year()
    );
    for step in [1, 7, 300, 5_000] {
        // One in a hundred rests on the one that comes last.
        let on = if at.is_multiple_of(100) && step == 7 { late } else { at.saturating_sub(step) };
        let _ = writeln!(text, "Căn cứ {};", cited(on));
    }
    text.push_str("Điều 1. Phê duyệt kế hoạch.\n");
    if at.is_multiple_of(50) && at > 200 {
        let _ = writeln!(text, "Điều 2. Quyết định này thay thế {}.", cited(at - 175));
    }
    parse::parse(&format!("made/{at}.txt"), &Source::from_lines(Format::Txt, &text), lexicon)
}
