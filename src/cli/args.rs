//! The command line: subcommands, options and their help.

use std::path::PathBuf;

use super::log::LogCommand;
use super::user::UserArgs;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::registry::Coverage;

/// soat – rà soát văn bản nhà nước: căn cứ, thẩm quyền, trình tự, trùng lặp, thể thức, theo pháp luật tại ngày của văn bản.
#[derive(Debug, Parser)]
#[command(name = "soat", version, max_term_width = 100, arg_required_else_help = true, propagate_version = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Tùy chọn chung")]
pub(super) struct Common {
    /// Sổ đăng ký văn bản đã ban hành (SQLite)
    #[arg(long, global = true, value_name = "FILE")]
    pub registry: Option<PathBuf>,
    /// Thư mục quy tắc riêng, thêm vào các quy tắc có sẵn
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Ngày áp dụng pháp luật (mặc định: ngày ban hành của văn bản; không có thì hôm nay)
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub as_of: Option<Date>,
    /// Dạng kết quả (mặc định: text; export: akn)
    #[arg(long, global = true, value_enum)]
    pub format: Option<Format>,
    /// Ghi kết quả vào tệp thay vì màn hình
    #[arg(long, short, global = true, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Ngôn ngữ của kết quả (mặc định vi; theo LANG khi LANG nói khác)
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// Màu
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Tệp cấu hình (mặc định: soat.toml gần nhất tính từ thư mục hiện tại trở lên)
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Không đọc tệp cấu hình
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Số luồng xử lý (mặc định: số nhân của máy)
    #[arg(long, global = true, value_name = "N")]
    pub jobs: Option<usize>,
    /// Ít lời hơn: bỏ thanh tiến độ và phần tóm tắt
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Nhiều lời hơn: in cả các mục «chưa xác minh»
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Jsonl,
    Akn,
    Edxml,
    Md,
    Html,
    Docx,
    Xlsx,
    Phieu,
    Pdf,
    Summary,
    Csv,
    Sarif,
    Junit,
    Github,
    Gitlab,
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// The language of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    Vi,
    En,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

/// A severity as a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Threshold {
    Blocker,
    Error,
    Warning,
    Info,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Kiểm tra dự thảo hoặc cả thư mục theo quy tắc và sổ đăng ký
    Check(CheckArgs),
    /// Rà soát cả sổ đăng ký: nhiệm vụ trùng lặp, mâu thuẫn, lịch kiểm tra, căn cứ hết hiệu lực, số văn bản
    Audit(AuditArgs),
    /// Ghi tệp mốc: các phát hiện hiện có được chấp nhận, lần sau soat check --baseline chỉ tính phát hiện mới
    Baseline(CiteArgs),
    /// So sánh hai bản của một văn bản: theo điều, khoản, điểm rồi theo từng chữ
    Compare(CompareArgs),
    /// Đọc quyết định: tệp .docx đã góp ý gửi lại (nhận xét, chỗ sửa nào được nhận, bị bác), hoặc sổ công việc (--ledger)
    Decisions(DecisionsArgs),
    /// In ra những gì hiểu được từ tệp
    Parse(Paths),
    /// Liệt kê mọi viện dẫn với kết quả đối chiếu
    Cite(CiteArgs),
    /// Nạp văn bản đã ban hành vào sổ đăng ký; chạy lại được, chỉ nạp phần mới
    Ingest(IngestArgs),
    /// Tìm trong sổ đăng ký: số ký hiệu, từ ngữ (có dấu hay không dấu), bộ lọc; kết quả nêu đúng Điều
    Search(SearchArgs),
    /// Tìm văn bản đã ban hành giống một dự thảo hoặc một văn bản trong sổ: cả văn bản, và từng điều giống điều nào
    Similar(SimilarArgs),
    /// Lập hoặc cập nhật chỉ mục tìm kiếm của sổ đăng ký (soat search tự cập nhật; lệnh này để làm trước hoặc làm lại)
    Index {
        /// Xóa chỉ mục và lập lại từ đầu
        #[arg(long)]
        rebuild: bool,
    },
    /// Xem một văn bản trong sổ: hiệu lực tại một ngày, căn cứ vào gì, ai viện dẫn
    Show {
        /// Số, ký hiệu (30/2020/NĐ-CP), số kèm ngày hoặc năm (76/NQ-CP 2021), tên luật, hoặc id trong sổ
        number: String,
        /// Chỉ tìm trong một địa phương, ví dụ quang-tri
        #[arg(long, value_name = "ID")]
        territory: Option<String>,
    },
    /// Chạy máy chủ: trang web, API, kiểm tra ngay trong LibreOffice (docs/server.md)
    #[cfg(feature = "serve")]
    Serve(ServeArgs),
    /// Người dùng của soat serve: ai được vào, với vai trò nào (docs/server.md)
    User(UserArgs),
    /// Nhật ký của sổ công việc: ai đã làm gì; còn nguyên vẹn hay đã bị sửa
    Log {
        #[command(subcommand)]
        command: LogCommand,
    },
    /// Sao lưu: sổ đăng ký, sổ công việc, quy tắc riêng, soat.toml vào một tệp .zip, cả khi máy chủ đang chạy
    Backup(LedgerArg),
    /// Khôi phục một bản sao lưu vào thư mục mới; kiểm tra nguyên vẹn xong mới đặt vào chỗ
    Restore {
        /// Tệp do soat backup ghi
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Thư mục chưa có, hoặc trống
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
    },
    /// Xem kho có lành lặn: cấu trúc, trang dữ liệu, chỉ mục, dự thảo đã lưu, nhật ký; có hỏng thì mã thoát 1
    Doctor(LedgerArg),
    /// Công cụ cho mô hình ngôn ngữ (MCP, qua đầu vào và đầu ra chuẩn): tra cứu, đối chiếu, kiểm tra; chỉ đọc (docs/api.md)
    #[cfg(feature = "serve")]
    Mcp {
        /// Hồ sơ kiểm tra, như ở soat check
        #[arg(long, value_name = "ID")]
        profile: Option<String>,
    },
    /// Máy chủ ngôn ngữ (LSP): phát hiện hiện ngay trong VS Code, Neovim, Helix, Emacs khi soạn .txt, .md, Akoma Ntoso (docs/editors.md)
    Lsp {
        /// Thư mục văn bản đã ban hành, đối chiếu ngay không cần sổ đăng ký
        #[arg(long, value_name = "DIR", conflicts_with = "registry")]
        issued: Vec<PathBuf>,
        /// Hồ sơ kiểm tra, như ở soat check
        #[arg(long, value_name = "ID")]
        profile: Option<String>,
    },
    /// Theo dõi một thư mục: mỗi lần lưu dự thảo thì đặt bản có nhận xét X.gopy.docx (hoặc X.gopy.txt) bên cạnh
    Watch(WatchArgs),
    /// Xuất văn bản thành tệp cho hệ thống khác: Akoma Ntoso, phong bì edXML, JSON
    Export(ExportArgs),
    /// Giải thích một quy tắc: kiểm tra gì, vì sao, căn cứ pháp lý, ví dụ, cách sửa
    Explain {
        /// Mã quy tắc, ví dụ CIT-010
        code: String,
    },
    /// In ra phần gợi ý lệnh cho bash, zsh, fish, elvish hoặc powershell
    Completions {
        /// Tên shell
        shell: clap_complete::Shell,
    },
    /// In ra trang hướng dẫn (man); --output DIR: mỗi lệnh một trang
    Man,
    /// Sổ đăng ký: có những gì, bao quát đến đâu
    Registry {
        #[command(subcommand)]
        command: RegistryCommand,
    },
    /// Quy tắc: liệt kê, tạo mới, chạy ví dụ
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
}

#[derive(Debug, Args)]
pub(super) struct Paths {
    /// Tệp hoặc thư mục
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct CheckArgs {
    /// Tệp, thư mục, hoặc - để đọc từ đầu vào chuẩn
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Thư mục văn bản đã ban hành, đối chiếu ngay không cần sổ đăng ký
    #[arg(long, value_name = "DIR", conflicts_with = "registry")]
    pub issued: Vec<PathBuf>,
    /// Mức từ đó trở lên thì mã thoát là 1
    #[arg(long, value_enum)]
    pub fail_on: Option<Threshold>,
    /// Luôn thoát với mã 0 dù có phát hiện
    #[arg(long)]
    pub exit_zero: bool,
    /// Có tệp không đọc được thì mã thoát là 4
    #[arg(long)]
    pub strict: bool,
    /// Hồ sơ kiểm tra: soan-thao (for drafters: chỉ điều chắc chắn), tham-dinh (for reviewers: tất cả),
    /// kiem-tra (after issue: từ mức cảnh báo); mặc định theo soat.toml, không có thì không lọc
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Tệp mốc do soat baseline ghi: phát hiện có trong đó không tính, mục thừa được báo
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Chỉ kiểm tra tệp thay đổi trong kho git từ phiên bản này (nhánh, thẻ, mã) và tệp git chưa biết
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// In số lượng thay cho từng phát hiện: theo quy tắc, mức độ, số văn bản (dạng text, json)
    #[arg(long)]
    pub statistics: bool,
    /// Ghi bản đã sửa bên cạnh tệp gốc (NAME.da-sua.docx với thay đổi được theo dõi; .txt, .md kèm bản so sánh).
    /// safe: chỉ sửa chỗ chắc chắn (mặc định); suggested: cả chỗ đề nghị, cần người xem lại. Cùng --fix thì
    /// --output là tệp hoặc thư mục của bản sửa
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "safe", require_equals = true)]
    pub fix: Option<Fixes>,
    /// Cùng --fix: ghi đè tệp gốc thay vì ghi bản bên cạnh
    #[arg(long, requires = "fix")]
    pub in_place: bool,
}

/// Which fixes are put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Fixes {
    Safe,
    Suggested,
}

#[derive(Debug, Args)]
pub(super) struct CiteArgs {
    /// Tệp hoặc thư mục
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Thư mục văn bản đã ban hành, đối chiếu ngay không cần sổ đăng ký
    #[arg(long, value_name = "DIR", conflicts_with = "registry")]
    pub issued: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct DecisionsArgs {
    /// Tệp do soat check --format docx ghi ra, sau khi người soạn thảo đã xem
    #[arg(value_name = "FILE", required_unless_present = "ledger")]
    pub file: Option<PathBuf>,
    /// Sổ công việc của soat serve thay cho tệp Word: quyết định về phát hiện và kết luận về trùng lặp
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    pub ledger: Option<PathBuf>,
    /// Thêm phát hiện bị bác (trong sổ công việc: bị bỏ qua) vào tệp mốc này, kèm lý do; chưa có thì tạo
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// Thư mục văn bản đã ban hành, rà soát ngay không cần sổ đăng ký
    #[arg(long, value_name = "DIR", conflicts_with = "registry")]
    pub issued: Vec<PathBuf>,
    /// Chỉ một địa phương và các đơn vị bên trong, ví dụ quang-tri
    #[arg(long, value_name = "ID")]
    pub territory: Option<String>,
    /// Giả định một văn bản hết hiệu lực vào ngày xét: văn bản nào bị ảnh hưởng, ví dụ 30/2020/NĐ-CP
    #[arg(long, value_name = "NUMBER")]
    pub if_repealed: Option<String>,
    /// Hồ sơ một năm của một chương trình thay cho rà soát: đơn vị nào đã có, còn thiếu, muộn văn bản nào (cchc, thanh-tra, hoặc của
    /// đơn vị trong dossiers/ của thư mục --rules)
    #[arg(long, value_name = "ID", conflicts_with = "if_repealed")]
    pub dossier: Option<String>,
    /// Chỉ xét nhiệm vụ của năm này; với --dossier: năm của hồ sơ, mặc định là năm của ngày xét
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1945..2100))]
    pub year: Option<i16>,
    /// Chỉ đơn vị này của hồ sơ, ví dụ so-noi-vu hoặc quang-tri/so-noi-vu; dùng được nhiều lần
    #[arg(long, value_name = "ID", requires = "dossier")]
    pub unit: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct LedgerArg {
    /// Sổ công việc (mặc định: tệp REGISTRY.ledger bên cạnh sổ đăng ký, nếu có)
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// Bản trước: tệp, hoặc số, ký hiệu của văn bản có toàn văn trong sổ đăng ký
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// Bản sau
    #[arg(value_name = "AFTER")]
    pub after: String,
    /// Thư mục văn bản đã ban hành để tìm theo số, không cần sổ đăng ký
    #[arg(long, value_name = "DIR", conflicts_with = "registry")]
    pub issued: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SearchArgs {
    /// Từ cần tìm; "cụm từ chính xác"; -từ loại trừ; OR; loai:quyet-dinh co-quan:"Sở Nội vụ" nam:2016..2018 hieu-luc:con
    /// tu:2016-05 den:2017 dieu:5 so:354/QĐ dia-phuong:quang-tri; @TÊN là tìm kiếm đã lưu (docs/search.md)
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Chỉ tìm đúng chữ, đúng dấu
    #[arg(long)]
    pub exact: bool,
    /// Thứ tự kết quả
    #[arg(long, value_enum, default_value_t = SortArg::Relevance)]
    pub sort: SortArg,
    /// Cách xếp hạng: default, relevance (chỉ theo từ ngữ), hoặc tên trong [search.rank] của soat.toml
    #[arg(long, value_name = "NAME", default_value = "default")]
    pub rank: String,
    /// Số kết quả
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// Bỏ qua N kết quả đầu
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Lưu tìm kiếm này vào sổ đăng ký; lần sau gõ @TÊN
    #[arg(long, value_name = "TÊN")]
    pub save: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SimilarArgs {
    /// Tệp dự thảo; hoặc số, ký hiệu (354/QĐ-SKH-VP; trùng số thì thêm ngày hay năm), tên luật, hoặc mã trong sổ đăng ký
    #[arg(value_name = "NUMBER|FILE")]
    pub asked: String,
    /// Số văn bản
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub limit: usize,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SortArg {
    Relevance,
    Newest,
    Oldest,
    Number,
}

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    /// Thư mục dự thảo, cùng các thư mục bên trong
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Kiểm tra mọi dự thảo có sẵn một lần rồi thoát
    #[arg(long)]
    pub once: bool,
    /// Thư mục văn bản đã ban hành, đối chiếu ngay không cần sổ đăng ký
    #[arg(long, value_name = "DIR", conflicts_with = "registry")]
    pub issued: Vec<PathBuf>,
    /// Hồ sơ kiểm tra, như ở soat check
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Địa chỉ; máy khác chỉ vào được khi đã có người dùng (soat user add); cổng 0: cổng nào trống
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8077")]
    pub listen: String,
    /// Hồ sơ kiểm tra, như ở soat check
    #[arg(long, value_name = "ID")]
    pub profile: Option<String>,
    /// Sổ công việc: người dùng, quyết định, nhật ký (mặc định: tệp REGISTRY.ledger bên cạnh sổ đăng ký)
    #[arg(long, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Tên mà máy khác dùng để gọi máy chủ này, ví dụ soat.so-noi-vu.gov.vn; dùng được nhiều lần; cần có người dùng
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Phía trước có máy chủ trung gian nói HTTPS: cookie chỉ đi qua HTTPS, địa chỉ người dùng lấy ở X-Forwarded-For
    #[arg(long)]
    pub behind_https: bool,
    #[cfg(feature = "oidc")]
    #[command(flatten)]
    pub accounts: super::accounts::Accounts,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    pub inputs: Paths,
    /// Mã định danh cơ quan gửi, ghi vào phong bì edXML
    #[arg(long, value_name = "ID")]
    pub from: Option<String>,
    /// Mã định danh cơ quan nhận, ghi vào phong bì edXML; dùng được nhiều lần
    #[arg(long, value_name = "ID")]
    pub to: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct IngestArgs {
    /// Tệp hoặc thư mục; .jsonl là danh mục văn bản (chỉ siêu dữ liệu); .csv, .xlsx, .xls, .ods có cột số ký hiệu, ngày, trích yếu
    /// là sổ đăng ký văn bản
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Khai báo sổ có đủ văn bản của một cơ quan: ĐỊA-PHƯƠNG/CƠ-QUAN/NĂM, ví dụ quang-tri/ubnd-tinh/2016-2017
    #[arg(long, value_name = "SCOPE")]
    pub covers: Vec<Coverage>,
    /// Tệp ánh xạ cột của sổ đăng ký văn bản (docs/number-book.md); mặc định theo soat.toml
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Chỉ in cột nào được hiểu là gì, theo dạng tệp ánh xạ để sửa; không ghi vào sổ
    #[arg(long)]
    pub show_mapping: bool,
    /// Có tệp không đọc được thì mã thoát là 4
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum RegistryCommand {
    /// Đếm văn bản theo loại, cơ quan, địa phương, năm, cách kiểm chứng; phạm vi khai báo đủ. Thêm -v để xem hết
    Info,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Liệt kê quy tắc; --format md: bảng mọi quy tắc, kể cả quy tắc chưa có
    List,
    /// Tạo trang quy tắc mới
    New {
        /// Nhóm: citation, competence, sequence, overlap, form
        family: String,
        /// Mã, ví dụ CIT-901
        code: String,
        /// Tên ngắn không dấu, ví dụ can-cu-het-hieu-luc
        slug: String,
        /// Tên bước kiểm tra viết bằng Rust, nếu có
        #[arg(long, value_name = "NAME")]
        coded: Option<String>,
        /// Thư mục ghi trang (mặc định: --rules hoặc soat.toml, không có thì rules)
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Chạy các ví dụ trong trang quy tắc
    Test {
        /// Thư mục quy tắc (mặc định: --rules hoặc soat.toml, không có thì rules)
        dir: Option<PathBuf>,
    },
}
