//! Titles, notes and heads of the lists of an audit.

use crate::report::sheet::{Both, Frame};

const DOCUMENT: Both = ("Văn bản", "Document");
const TITLE: Both = ("Trích yếu", "Title");
const TASK: Both = ("Nhiệm vụ", "Task");
const LEAD: Both = ("Chủ trì", "Lead");
const DUE: Both = ("Hạn", "Due");

const PAIR: &[Both] = &[
    ("Mã", "Code"),
    ("Quan hệ", "Relation"),
    ("Giống nhau", "Likeness"),
    ("Văn bản 1", "Document 1"),
    ("Nhiệm vụ 1", "Task 1"),
    ("Chủ trì 1", "Lead 1"),
    ("Hạn 1", "Due 1"),
    ("Văn bản 2", "Document 2"),
    ("Nhiệm vụ 2", "Task 2"),
    ("Chủ trì 2", "Lead 2"),
    ("Hạn 2", "Due 2"),
    ("Cùng nói", "Both say"),
    ("Nhận xét", "Remark"),
];

pub(super) const OVERLAPS: Frame = Frame {
    title: ("Nhiệm vụ trùng, mâu thuẫn", "Overlaps and conflicts"),
    note: (
        "Chỉ là nghi vấn để người có trách nhiệm quyết định; «Cùng nói» là những từ đã dẫn tới kết luận.",
        "Suspected only: a person decides. The words that both say decided.",
    ),
    heads: PAIR,
};

pub(super) const CASCADES: Frame = Frame {
    title: ("Kế hoạch triển khai cấp trên", "Cascades"),
    note: (
        "Nhiệm vụ thực hiện nhiệm vụ khác hoặc báo cáo cho nhiệm vụ khác: không phải là trùng lặp.",
        "Tasks that carry out or report to others: no overlap.",
    ),
    heads: PAIR,
};

pub(super) const COLLISIONS: Frame = Frame {
    title: ("Đơn vị bị kiểm tra nhiều lần", "Units inspected several times"),
    note: (
        "Các đoàn về cùng việc trong năm hoặc đúng những ngày ấy, của cơ quan không triển khai kế hoạch của nhau; ai nhường ai chỉ \
         nói khi luật của ngày ấy nói và cả hai đều là thanh tra.",
        "Visits for one matter in a year or on the same days, by plans of which none carries out the other. Who yields is told only \
         where the law of that day tells it and both are inspections (thanh tra).",
    ),
    heads: &[
        ("Đơn vị được kiểm tra", "Visited"),
        ("Nội dung", "Subject"),
        ("Số đoàn", "Visits"),
        ("Kế hoạch", "Plans"),
        ("Ai tiến hành", "Who proceeds"),
    ],
};

pub(super) const VISITS: Frame = Frame {
    title: ("Lịch kiểm tra, thanh tra", "Inspections"),
    note: (
        "Cột «Trùng với»: văn bản khác cũng kiểm tra đơn vị ấy về cùng việc trong năm, hoặc đúng những ngày ấy.",
        "The last column names documents that visit the same unit for the same matter in the year, or on the same days.",
    ),
    heads: &[
        ("Đơn vị được kiểm tra", "Visited"),
        ("Từ", "From"),
        ("Đến", "To"),
        ("Nội dung", "Subject"),
        DOCUMENT,
        ("Cơ quan", "Issuer"),
        TASK,
        ("Trùng với", "Meets"),
    ],
};

pub(super) const ORPHANS: Frame = Frame {
    title: ("Việc cấp trên giao chưa có trong kế hoạch", "Superiors' tasks not taken up"),
    note: (
        "Chỉ xét đơn vị có kế hoạch triển khai văn bản giao việc trong sổ; việc có thể nằm ở văn bản khác chưa có trong sổ.",
        "Only units whose plan carrying out the giving document is in the registry are looked at.",
    ),
    heads: &[("Đơn vị", "Unit"), ("Văn bản giao", "Given by"), TASK, LEAD, DUE, ("Kế hoạch đã xét", "Plans looked at")],
};

pub(super) const INCOMPLETE: Frame = Frame {
    title: ("Nhiệm vụ chưa rõ", "Incomplete tasks"),
    note: (
        "Thời hạn, sản phẩm chỉ được hỏi ở văn bản ghi thời hạn, sản phẩm của ít nhất một nửa nhiệm vụ.",
        "A day or product is only asked for in documents that tell one of half their tasks at least.",
    ),
    heads: &[DOCUMENT, TASK, LEAD, DUE, ("Chưa rõ", "Lacks")],
};

pub(super) const GAPS: Frame = Frame {
    title: ("Số văn bản còn thiếu", "Missing numbers"),
    note: (
        "Chỉ xét dãy số mà sổ có ít nhất một nửa; thiếu trong sổ chưa phải là bỏ số.",
        "Only series of which the registry has half at least; missing here is not skipped.",
    ),
    heads: &[
        ("Địa phương", "Territory"),
        ("Ký hiệu", "Symbol"),
        ("Năm", "Year"),
        ("Đã có", "Known"),
        ("Còn thiếu", "Missing"),
    ],
};

pub(super) const DOUBLES: Frame = Frame {
    title: ("Trùng số", "Numbers given twice"),
    note: ("Một số, ký hiệu cho nhiều văn bản trong năm.", "One number for several documents of a year."),
    heads: &[("Số, ký hiệu", "Number"), ("Năm", "Year"), DOCUMENT],
};

pub(super) const RESTING: Frame = Frame {
    title: ("Căn cứ đã hết hiệu lực", "Bases out of force"),
    note: (
        "Văn bản còn hiệu lực vào ngày xét mà căn cứ đã hết; văn bản không vì thế mà sai, nhưng cần rà soát.",
        "In force on the day while a basis has ended; not wrong for that, but to be reviewed.",
    ),
    heads: &[DOCUMENT, TITLE, ("Căn cứ", "Basis"), ("Hết hiệu lực", "Ended"), ("Thay bằng", "Instead")],
};

pub(super) const TWICE: Frame = Frame {
    title: ("Hai quy định cùng hiệu lực", "Two rules in force"),
    note: (
        "Cùng cơ quan, cùng vấn đề theo trích yếu, chưa thấy thay thế hay bãi bỏ nhau.",
        "One issuer, one matter by the titles, neither known to end the other.",
    ),
    heads: &[("Văn bản trước", "Earlier"), TITLE, ("Văn bản sau", "Later"), TITLE],
};

pub(super) const AFFECTED: Frame = Frame {
    title: ("Nếu văn bản hết hiệu lực", "If it is repealed"),
    note: (
        "Văn bản còn hiệu lực bị ảnh hưởng; bước 2 trở đi là qua văn bản khác.",
        "Documents in force that it touches; from step 2 on through others.",
    ),
    heads: &[("Bước", "Step"), DOCUMENT, TITLE, ("Quan hệ", "How"), ("Với", "With")],
};
