//! Every address with every visitor: who is let in, and what is refused to whom.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt;

use crate::app::Office;
use crate::ledger::{By, NewToken, NewUser, Role, Scope, Sight};
use crate::rules::Lang;
use crate::serve::routes::{self, Right};
use crate::serve::{Setting, State, door};

const PASSWORD: &str = "con ngựa đúng pin kẹp";
const HOST: &str = "soat.example.vn";

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000)
}

/// A server without a socket.
struct Server {
    state: Arc<State>,
    router: Router,
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Returns the cookie that was given, as a browser sends it.
    fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }
}

/// How somebody shows who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shows {
    Nothing,
    Cookie(String),
    Token(String),
}

impl Server {
    fn new(staffed: bool) -> Self {
        let setting = Setting {
            #[cfg(feature = "oidc")]
            provider: None,
            registry: None,
            ledger: None,
            own: crate::app::safekeeping::Own::default(),
            as_of: None,
            today: || jiff::civil::date(2026, 11, 21),
            now,
            hosts: vec![HOST.to_owned()],
            behind_https: false,
            lang: Lang::Vi,
            profile: None,
            programs: crate::app::reading::Programs::default(),
        };
        let state = Arc::new(State::new(Office::open(None).unwrap(), setting).unwrap());
        if staffed {
            let by = By { who: By::COMMAND, unit: "", address: None, at: now() };
            for (name, unit, role) in [
                ("quan", "van-phong", Role::Administrator),
                ("lan", "so-noi-vu", Role::Officer),
                ("minh", "so-noi-vu", Role::Officer),
                ("hoa", "so-noi-vu", Role::Reviewer),
            ] {
                state.ledger().add_user(&by, NewUser { name, display: "", unit, role }, PASSWORD).unwrap();
            }
        }
        let router = door::guard(routes::router(routes::all(), &state), Arc::clone(&state));
        Self { state, router }
    }

    fn by<'a>(who: &'a str, unit: &'a str) -> By<'a> {
        By { who, unit, address: None, at: now() }
    }

    fn cookie(&self, name: &str) -> Shows {
        let secret = self.state.ledger().begin_session(&Self::by(name, ""), name).unwrap();
        Shows::Cookie(format!("soat={}", secret.reveal()))
    }

    fn token(&self, name: &str, scopes: &[Scope]) -> Shows {
        let new = NewToken { user: name, label: "", scopes, expires: now() + SignedDuration::from_hours(1) };
        let (_, secret) = self.state.ledger().make_token(&Self::by(name, ""), new).unwrap();
        Shows::Token(secret.reveal().to_owned())
    }

    async fn ask(&self, method: Method, path: &str, shows: &Shows, more: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        request = match shows {
            Shows::Nothing => request,
            Shows::Cookie(cookie) => request.header(header::COOKIE, cookie),
            Shows::Token(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
        };
        let mut request = request.body(Body::from(body.to_owned())).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 1, 2, 3], 5))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: head.status, headers: head.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Sends a form of this server's own page.
    async fn send(&self, path: &str, shows: &Shows, form: &str) -> Answer {
        let csrf = match shows {
            Shows::Cookie(cookie) => super::forgery::csrf_of(cookie.strip_prefix("soat=").unwrap()),
            _ => super::forgery::csrf_of(self.state.secret()),
        };
        let body = format!("csrf={csrf}&{form}");
        self.ask(Method::POST, path, shows, &[FORM, ("sec-fetch-site", "same-origin")], &body).await
    }
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A visitor of the matrix: the name, what is shown, and which routes it opens.
type Case = (&'static str, Shows, fn(Right) -> bool);

/// What each visitor of the matrix may do at most.
fn visitors(office: &Server) -> Vec<Case> {
    vec![
        ("nobody", Shows::Nothing, |right| right == Right::Open),
        ("an old cookie", Shows::Cookie("soat=x".to_owned()), |right| right == Right::Open),
        ("an officer", office.cookie("lan"), |right| right <= Right::Check),
        ("a reviewer", office.cookie("hoa"), |right| right <= Right::Review),
        ("an administrator", office.cookie("quan"), |_| true),
        ("an officer's token for all", office.token("lan", Scope::ALL), |right| right <= Right::Check),
        ("an administrator's token to read", office.token("quan", &[Scope::Read]), |right| right <= Right::Read),
        ("an administrator's token to check", office.token("quan", &[Scope::Check]), |right| {
            matches!(right, Right::Open | Right::Check)
        }),
    ]
}

/// Every route of the table asks every visitor for its right, whatever its handler does.
#[tokio::test]
async fn every_route_asks_every_visitor_for_its_right() {
    let office = Server::new(true);
    let mut wrong = Vec::new();
    let mut asked = BTreeMap::new();
    for (who, shows, may) in visitors(&office) {
        for route in routes::all() {
            if route.path == "/dang-xuat" {
                // It would end the session that the others need.
                continue;
            }
            let path = route.path.replace(['{', '}', '*'], "x");
            let csrf = match &shows {
                Shows::Cookie(cookie) => super::forgery::csrf_of(cookie.strip_prefix("soat=").unwrap()),
                _ => String::new(),
            };
            let own =
                [("x-csrf-token", csrf.as_str()), ("sec-fetch-site", "same-origin"), ("accept", "application/json")];
            let answer = office.ask(route.method.clone(), &path, &shows, &own, "").await;
            let refused = ["sign-in-needed", "not-allowed", "bad-token"].iter().any(|code| answer.body.contains(code))
                || answer.header("location").starts_with("/dang-nhap?toi=");
            if refused == may(route.right) {
                wrong.push(format!("{who}: {} {path} ({:?}): {}", route.method, route.right, answer.status));
            }
            *asked.entry(route.right).or_insert(0) += 1;
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(asked.len() >= 3, "{asked:?}");
}

/// Without users the machine's own user may do everything, and nobody whom a proxy brings.
#[tokio::test]
async fn without_users_the_machine_may_do_everything() {
    let office = Server::new(false);
    for route in routes::all() {
        let path = route.path.replace(['{', '}', '*'], "x");
        let answer = office.ask(route.method.clone(), &path, &Shows::Nothing, &[], "").await;
        assert!(!matches!(answer.status.as_u16(), 401 | 403), "{path}: {answer:?}");
        let passed_on = [("x-forwarded-for", "10.0.0.9"), ("accept", "application/json")];
        let answer = office.ask(route.method.clone(), &path, &Shows::Nothing, &passed_on, "").await;
        let refused = answer.status == StatusCode::UNAUTHORIZED || answer.header("location").starts_with("/dang-nhap?");
        assert_eq!(refused, route.right != Right::Open, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn every_answer_bears_the_headers() {
    let office = Server::new(true);
    let mut paths: Vec<String> = routes::all().iter().map(|route| route.path.replace(['{', '}', '*'], "x")).collect();
    paths.push("/khong-co".to_owned());
    for path in paths {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            let answer = office.ask(method, &path, &Shows::Nothing, &[("accept", "text/html")], "").await;
            for (name, value) in [
                ("content-security-policy", "default-src 'none'"),
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("referrer-policy", "no-referrer"),
                ("cross-origin-opener-policy", "same-origin"),
            ] {
                assert!(answer.header(name).starts_with(value), "{path}: {name}: {answer:?}");
            }
            let held = answer.header("cache-control");
            assert!(held == "no-store" || path.starts_with("/assets/") || path == "/favicon.ico", "{path}: {held}");
        }
    }
}

#[tokio::test]
async fn other_names_are_not_heard() {
    let office = Server::new(true);
    for host in ["evil.example", "soat.example.vn.evil.example", "10.0.0.7"] {
        let alone = Request::builder().uri("/health").header("host", host).body(Body::empty()).unwrap();
        let response = office.router.clone().oneshot(alone).await.unwrap();
        assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
}

#[tokio::test]
async fn signing_in_gives_another_secret_each_time_and_signing_out_ends_it() {
    let office = Server::new(true);
    let planted = Shows::Cookie("soat=geplant".to_owned());
    let form = "name=lan&password=con+ng%E1%BB%B1a+%C4%91%C3%BAng+pin+k%E1%BA%B9p&toi=%2Fquy-tac";
    let first = office.send("/dang-nhap", &planted, form).await;
    assert_eq!((first.status, first.header("location")), (StatusCode::SEE_OTHER, "/quy-tac"));
    let line = first.header("set-cookie");
    assert!(line.contains("; HttpOnly; SameSite=Lax") && !line.contains("geplant"), "{line}");
    let shows = Shows::Cookie(first.cookie());
    let read = async |shows: &Shows| office.ask(Method::GET, "/quy-tac", shows, &[], "").await.status;
    assert_eq!((read(&shows).await, read(&planted).await), (StatusCode::OK, StatusCode::SEE_OTHER));
    let second = office.send("/dang-nhap", &shows, form).await;
    assert_ne!(second.cookie(), first.cookie());
    let newer = Shows::Cookie(second.cookie());
    assert_eq!((read(&shows).await, read(&newer).await), (StatusCode::SEE_OTHER, StatusCode::OK), "the old one ends");
    let out = office.send("/dang-xuat", &newer, "").await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(read(&newer).await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_in_leads_nowhere_else() {
    let office = Server::new(true);
    for to in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
        let to: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
        let form = format!("name=lan&password=con+ng%E1%BB%B1a+%C4%91%C3%BAng+pin+k%E1%BA%B9p&toi={to}");
        let answer = office.send("/dang-nhap", &Shows::Nothing, &form).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/"), "{to}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_tells_no_names() {
    let office = Server::new(true);
    let mut answers = Vec::new();
    for name in ["lan", "ai-do"] {
        for _ in 0..6 {
            answers.push(office.send("/dang-nhap", &Shows::Nothing, &format!("name={name}&password=sai")).await);
        }
    }
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429, 422, 422, 422, 422, 422, 429]);
    assert_eq!(answers[0].body.replace("lan", "ai-do"), answers[6].body.replace("lan", "ai-do"));
    assert_eq!(answers[5].header("retry-after"), "60");
    assert!(answers.iter().all(|answer| answer.header("set-cookie").is_empty()));
}

/// `LibreOffice` has a field for a key and none for a header.
#[tokio::test]
async fn a_client_of_languagetool_sends_its_token_among_the_parameters() {
    let office = Server::new(true);
    let Shows::Token(good) = office.token("lan", &[Scope::Check]) else { panic!() };
    let Shows::Token(other) = office.token("lan", &[Scope::Read]) else { panic!() };
    for (key, status) in [(good.as_str(), 200), (&other, 403), ("soat_x", 401), ("", 401)] {
        let form = format!("text=Điều 1. Ban hành&language=vi-VN&username=lan&apiKey={key}");
        let answer = office.ask(Method::POST, "/v2/check", &Shows::Nothing, &[], &form).await;
        assert_eq!(answer.status, status, "{key}: {answer:?}");
        let query = format!("/v2/check?text=a&language=vi&apiKey={key}");
        let answer = office.ask(Method::GET, &query, &Shows::Nothing, &[], "").await;
        assert_eq!(answer.status, status, "{key}: {answer:?}");
    }
}

/// What a page of elsewhere makes a browser send is refused, as is what lacks the value of this server's forms.
#[tokio::test]
async fn forged_requests_are_refused() {
    for staffed in [true, false] {
        let office = Server::new(staffed);
        let shows = if staffed { office.cookie("quan") } else { Shows::Nothing };
        let unsafe_routes = || routes::all().into_iter().filter(|route| !route.method.is_safe());
        let origin = format!("http://{HOST}");
        for route in unsafe_routes().filter(|route| !route.path.starts_with("/v2/")) {
            let path = route.path.replace(['{', '}', '*'], "x");
            let mut cases: Vec<Vec<(&str, &str)>> = vec![
                vec![("sec-fetch-site", "cross-site")],
                vec![("sec-fetch-site", "same-site")],
                vec![("sec-fetch-site", "none")],
                vec![("origin", "http://evil.example")],
                vec![("origin", "null")],
            ];
            // Before somebody signs in there is no value to bring.
            if route.path != "/dang-nhap" || staffed {
                cases.push(vec![("sec-fetch-site", "same-origin")]);
                cases.push(vec![("origin", &origin)]);
                cases.push(vec![("sec-fetch-site", "same-origin"), ("x-csrf-token", "0123")]);
            }
            for mut case in cases {
                case.push(FORM);
                case.push(("accept", "application/json"));
                let answer = office.ask(route.method.clone(), &path, &shows, &case, "csrf=&a=b").await;
                assert!(answer.body.contains("\"forged\""), "{path} {case:?}: {answer:?}");
            }
        }
    }
    // A program shows a token, and no browser sends that unawares.
    let office = Server::new(true);
    let token = office.token("quan", Scope::ALL);
    let answer = office.ask(Method::POST, "/dang-xuat", &token, &[("origin", "http://evil.example")], "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

/// A thing of somebody else is answered as one that is not there, whoever asks for it who may not see it.
#[tokio::test]
async fn foreign_things_are_as_if_not_there() {
    let office = Server::new(true);
    let own = office.state.ledger().keep_draft(&Server::by("lan", "so-noi-vu"), "a.txt", "Điều 1.".as_bytes()).unwrap();
    let (lan, minh, hoa, quan) =
        (office.cookie("lan"), office.cookie("minh"), office.cookie("hoa"), office.cookie("quan"));
    let (kept, none) = (format!("/du-thao/{}", own.id), "/du-thao/999".to_owned());
    let foreign = office.send(&kept, &minh, "").await;
    let missing = office.send(&none, &minh, "").await;
    assert_eq!((foreign.status, &foreign.body), (StatusCode::NOT_FOUND, &missing.body));
    for shows in [&hoa, &quan, &lan] {
        assert_eq!(office.send(&kept, shows, "").await.status, StatusCode::SEE_OTHER);
    }
    // What is open before somebody is nobody else's, be it of the unit or an administrator's.
    let open = office.send(&kept, &lan, "").await.header("location").to_owned();
    let read = async |shows: &Shows| office.ask(Method::GET, &open, shows, &[], "").await.status;
    assert_eq!(read(&lan).await, StatusCode::OK);
    for shows in [&minh, &hoa, &quan] {
        assert_eq!(read(shows).await, StatusCode::NOT_FOUND);
    }
    let foreign = office.send(&format!("{kept}/xoa"), &minh, "").await;
    assert!(!foreign.status.is_success() && office.state.ledger().drafts(Sight::All).unwrap().len() == 1);
    // Tokens are their owner's alone.
    office.token("lan", &[Scope::Read]);
    for (shows, revoked) in [(&minh, 0), (&hoa, 0), (&lan, 1)] {
        office.send("/tai-khoan/ma/1/thu-hoi", shows, "").await;
        let tokens = office.state.ledger().tokens(Sight::All).unwrap();
        assert_eq!(tokens.iter().filter(|token| token.revoked.is_some()).count(), revoked);
    }
}

#[tokio::test]
async fn somebody_makes_own_tokens_and_changes_the_own_password() {
    let office = Server::new(true);
    let lan = office.cookie("lan");
    let made = office.send("/tai-khoan/ma", &lan, "label=LibreOffice&days=30&check=1").await;
    let secret = made.body.split("<code>soat_").nth(1).unwrap().split('<').next().unwrap();
    let shows = Shows::Token(format!("soat_{secret}"));
    let check = office.ask(Method::GET, "/v2/check?text=a&language=vi", &shows, &[], "").await;
    assert_eq!(check.status, StatusCode::OK);
    let again = office.ask(Method::GET, "/tai-khoan", &lan, &[], "").await;
    assert!(again.body.contains("LibreOffice") && !again.body.contains(secret), "it is shown once");
    assert_eq!(office.send("/tai-khoan/ma", &lan, "label=x&days=30").await.status, 422, "good for nothing");
    // A token makes no tokens, whatever it is good for.
    let token = office.token("quan", Scope::ALL);
    let more = [FORM, ("accept", "application/json")];
    let refused = office.ask(Method::POST, "/tai-khoan/ma", &token, &more, "label=x&days=3&admin=1").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let wrong =
        office.send("/tai-khoan/mat-khau", &lan, "old=sai&new=m%E1%BB%99t+m%E1%BA%ADt+kh%E1%BA%A9u+kh%C3%A1c").await;
    assert_eq!(wrong.status, 422);
    let right = "old=con+ng%E1%BB%B1a+%C4%91%C3%BAng+pin+k%E1%BA%B9p&new=mat-khau-khac-han";
    assert_eq!(office.send("/tai-khoan/mat-khau", &lan, right).await.header("location"), "/dang-nhap");
    assert_eq!(office.ask(Method::GET, "/tai-khoan", &lan, &[], "").await.status, StatusCode::SEE_OTHER);
    let entry = "name=lan&password=mat-khau-khac-han";
    assert!(office.send("/dang-nhap", &Shows::Nothing, entry).await.header("set-cookie").starts_with("soat="));
}

#[tokio::test]
async fn an_administrator_lets_others_in_and_reads_the_log() {
    let office = Server::new(false);
    let add = "name=moi&unit=so-y-te&password=mat-khau-dau-tien&display=M%E1%BB%9Bi&role=";
    let first = office.send("/quan-tri/nguoi-dung", &Shows::Nothing, &format!("{add}officer")).await;
    assert!(first.body.contains("administrator-first"), "nobody could let others in: {first:?}");
    let first = office.send("/quan-tri/nguoi-dung", &Shows::Nothing, &format!("{add}administrator")).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let after = office.ask(Method::GET, "/quan-tri", &Shows::Nothing, &[], "").await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "from then on everybody signs in");
    let moi = office.cookie("moi");
    let second =
        "name=an&unit=so-y-te&password=mat-khau-dau-tien&role=officer&display=%3Cscript%3Ealert(1)%3C/script%3E";
    assert_eq!(office.send("/quan-tri/nguoi-dung", &moi, second).await.status, StatusCode::SEE_OTHER);
    let page = office.ask(Method::GET, "/quan-tri", &moi, &[], "").await;
    assert!(page.body.contains("&#60;script&#62;alert(1)") && !page.body.contains("<script>alert"), "{}", page.body);
    let an = office.cookie("an");
    office.send("/quan-tri/nguoi-dung/an", &moi, "disabled=true").await;
    assert_eq!(office.ask(Method::GET, "/quy-tac", &an, &[], "").await.status, StatusCode::SEE_OTHER);
    let last = office.send("/quan-tri/nguoi-dung/moi", &moi, "role=officer").await;
    assert!(last.body.contains("cuối cùng"), "{last:?}");
    let log = office.ask(Method::GET, "/quan-tri/nhat-ky?ai=moi&viec=user.", &moi, &[], "").await;
    assert!(log.body.contains("user.change") && !log.body.contains("session."), "{}", log.body);
    let table = office.ask(Method::GET, "/quan-tri/nhat-ky.csv", &moi, &[], "").await;
    assert!(table.body.lines().count() > 4 && table.body.contains("'@may"), "{}", table.body);
    assert!(office.send("/quan-tri/sao-luu", &moi, "").await.body.contains("no-store"));
}

#[tokio::test]
async fn foreign_drafts_are_as_if_not_there_for_programs_too() {
    let office = Server::new(true);
    let own = office.state.ledger().keep_draft(&Server::by("lan", "so-noi-vu"), "a.txt", "Điều 1.".as_bytes()).unwrap();
    let of_api = format!("/api/v1/drafts/{}", own.id);
    for (name, status) in [("minh", 404), ("hoa", 200), ("quan", 200), ("lan", 200)] {
        let shows = office.token(name, &[Scope::Check]);
        let got = office.ask(Method::GET, &format!("{of_api}/file"), &shows, &[], "").await;
        assert_eq!(got.status, status, "{name}");
        let listed = office.ask(Method::GET, "/api/v1/drafts", &shows, &[], "").await;
        assert_eq!(listed.body.contains("a.txt"), status == 200, "{name}: {}", listed.body);
    }
    let minh = office.token("minh", &[Scope::Check]);
    assert!(!office.ask(Method::DELETE, &of_api, &minh, &[], "").await.status.is_success());
}

#[tokio::test]
async fn users_are_changed_by_a_token_for_administration() {
    let office = Server::new(true);
    let token = office.token("quan", &[Scope::Admin]);
    let json = ("content-type", "application/json");
    let post = async |path: &str, body: &str| office.ask(Method::POST, path, &token, &[json], body).await;
    let changed = post("/api/v1/users/lan", r#"{"role": "reviewer", "display": "Lan"}"#).await;
    assert!(changed.status.is_success() && changed.body.contains(r#""role":"reviewer""#), "{changed:?}");
    assert!(post("/api/v1/users/quan", r#"{"disabled": true}"#).await.body.contains("refused"));
    assert!(post("/api/v1/users/nobody", r#"{"disabled": true}"#).await.body.contains("refused"));
    assert!(post("/api/v1/users/lan", r#"{"rôle": "officer"}"#).await.body.contains("bad-json"));
    let cookie = office.cookie("lan");
    let read = async || office.ask(Method::GET, "/api/v1/drafts", &cookie, &[], "").await.status;
    assert_eq!(read().await, StatusCode::OK);
    let set = post("/api/v1/users/lan/password", r#"{"password": "mot mat khau khac rat dai"}"#).await;
    assert_eq!(set.status, StatusCode::NO_CONTENT);
    // Whose password was set is signed out.
    assert_eq!(read().await, StatusCode::UNAUTHORIZED);
    let listed = office.ask(Method::GET, "/api/v1/users?limit=1", &token, &[], "").await;
    assert!(listed.body.contains(r#""next":""#) && !listed.body.contains("khau"), "{}", listed.body);
}
