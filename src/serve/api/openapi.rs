//! `OpenAPI` 3.1, made of the table of operations: what is published is what answers.

use std::collections::BTreeMap;

use schemars::SchemaGenerator;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

use super::operation::{Operation, Sends};
use crate::serve::access::{PLAIN_COOKIE, SECURE_COOKIE, needed};
use crate::serve::problem::{Body, Problem};
use crate::serve::routes::Right;

/// The names of the ways in.
const TOKEN: &str = "token";
const SESSION: &str = "session";

/// Where the document is published.
pub(super) const PATH: &str = "/api/v1/openapi.json";

/// Parts of addresses, and what they stand for.
const PARTS: [(&str, &str); 5] = [
    (
        "id",
        "Mã văn bản (hoặc số, ký hiệu; kèm ngày khi trùng), mã hóa phần trăm cả dấu `/`: \
         `quang-tri%2F2057%2FQ%C4%90-UBND%2F2016-08-30`. An id (or number) with every `/` percent-encoded.",
    ),
    ("code", "Mã hoặc tên ngắn của quy tắc: `CIT-010`. A rule's code or slug."),
    ("number", "Số của câu tra cứu hay dự thảo đã lưu. The number of a saved search or of a kept draft."),
    ("name", "Tên đăng nhập. The name that a user signs in with."),
    ("job", "Mã công việc, như POST /api/v1/documents đã trả. A job's id."),
];

/// Media types that are read as a document's file.
pub(super) const MEDIA: [&str; 8] = [
    "text/plain",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
    "application/msword",
    "application/zip",
    "application/octet-stream",
];

/// Returns the document that describes `operations`.
pub(super) fn document(operations: &[Operation]) -> Value {
    let mut answers = generator(&Contract::Serialize);
    let problem = answers.subschema_for::<Body<'_>>();
    let problem = json!({"application/problem+json": {"schema": problem}});
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations {
        let described = described(operation, &mut answers, &problem);
        let path = paths.entry(operation.route.path).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(methods) = path {
            methods.insert(operation.route.method.as_str().to_lowercase(), described);
        }
    }
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "soat",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Rà soát văn bản: căn cứ, thẩm quyền, trình tự, trùng lặp, thể thức",
            "description": "Hướng dẫn: docs/api.md. Ngày là YYYY-MM-DD; vị trí là byte UTF-8 của `text`. \
                            Offsets are bytes of the UTF-8 `text`; unknown fields must be ignored.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": answers.take_definitions(true), "securitySchemes": ways_in()},
    })
}

/// Returns how somebody shows who asks.
fn ways_in() -> Value {
    json!({
        TOKEN: {
            "type": "http",
            "scheme": "bearer",
            "description": "Mã API, làm ở trang Tài khoản: `Authorization: Bearer soat_…`. A token, with its scopes.",
        },
        SESSION: {
            "type": "apiKey",
            "in": "cookie",
            "name": PLAIN_COOKIE,
            "description": format!(
                "Phiên của trình duyệt; qua HTTPS cookie tên là `{SECURE_COOKIE}`. Yêu cầu thay đổi phải đến từ trang của máy \
                 chủ và kèm giá trị csrf. A browser's session; by HTTPS the cookie has the other name."
            ),
        },
    })
}

/// Returns the ways in that are good for what asks for `right`, any of them; where the server has no users, nobody shows anything.
fn security(right: Right) -> Value {
    match needed(right) {
        None => json!([]),
        Some(scope) => json!([{TOKEN: [scope.word()]}, {SESSION: []}, {}]),
    }
}

fn generator(contract: &Contract) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.contract = contract.clone();
        settings.definitions_path = "/components/schemas".into();
        settings.inline_subschemas = *contract == Contract::Deserialize;
        settings.meta_schema = None;
    });
    settings.into_generator()
}

fn described(operation: &Operation, answers: &mut SchemaGenerator, problem: &Value) -> Value {
    let Operation { id, vi, en, sends, refuses, .. } = operation;
    let mut described = Map::new();
    described.insert("operationId".to_owned(), json!(id));
    described.insert("summary".to_owned(), json!(vi));
    described.insert("description".to_owned(), json!(format!("{en}.")));
    described.insert("x-right".to_owned(), json!(word(operation.route.right)));
    described.insert("security".to_owned(), security(operation.route.right));
    let parameters = parameters(operation);
    if !parameters.is_empty() {
        described.insert("parameters".to_owned(), Value::Array(parameters));
    }
    if let Some(body) = body(*sends) {
        described.insert("requestBody".to_owned(), body);
    }
    let mut responses = Map::new();
    let mut answer = json!({"description": vi});
    if let (Some(shape), Value::Object(fields)) = (operation.answer, &mut answer) {
        fields.insert("content".to_owned(), json!({"application/json": {"schema": shape(answers)}}));
        if operation.stamped {
            let stamp = json!({"ETag": {"description": "Gửi lại trong If-None-Match", "schema": {"type": "string"}}});
            fields.insert("headers".to_owned(), stamp);
        }
    }
    if let Value::Object(fields) = &mut answer
        && !operation.files.is_empty()
    {
        let file = |media: &&str| ((*media).to_owned(), json!({"schema": {"type": "string", "format": "binary"}}));
        fields.insert("content".to_owned(), Value::Object(operation.files.iter().map(file).collect()));
    }
    responses.insert(operation.status.as_str().to_owned(), answer);
    if operation.stamped {
        responses.insert("304".to_owned(), json!({"description": "Không đổi từ lần hỏi trước"}));
    }
    for (status, words) in by_status(refuses) {
        responses.insert(status, json!({"description": words, "content": problem}));
    }
    responses.insert("default".to_owned(), json!({"description": "Không trả lời được", "content": problem}));
    described.insert("responses".to_owned(), Value::Object(responses));
    Value::Object(described)
}

/// Returns the refusals in words, by status.
fn by_status(refuses: &[Problem]) -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for problem in refuses {
        let status = problem.status().as_str().to_owned();
        words.entry(status).or_default().push(format!("`{}`: {}", problem.code(), problem.title()));
    }
    words.into_iter().map(|(status, words)| (status, words.join("; "))).collect()
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let path = operation.route.path;
    let mut parameters: Vec<Value> = PARTS
        .iter()
        .filter(|(name, _)| path.contains(&format!("{{{name}}}")))
        .map(|(name, words)| {
            let schema = json!({"type": "string", "minLength": 1});
            json!({"name": name, "in": "path", "required": true, "description": words, "schema": schema})
        })
        .collect();
    if let Some(shape) = operation.query {
        parameters.extend(queried(&shape(&mut generator(&Contract::Deserialize)).to_value()));
    }
    let header = |name: &str, words: &str, schema: Value| json!({"name": name, "in": "header", "required": false, "description": words, "schema": schema});
    if operation.stamped {
        parameters.push(header("If-None-Match", "ETag của câu trả lời đã có", json!({"type": "string"})));
    }
    if matches!(operation.sends, Sends::Kept) {
        let key = json!({"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"});
        let words = "Khóa của lần gửi: gửi lại cùng khóa và cùng tệp thì không nạp lần nữa";
        parameters.push(header("Idempotency-Key", words, key));
    }
    parameters
}

/// Returns the fields of a schema as parameters of a query.
fn queried(schema: &Value) -> Vec<Value> {
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let properties = schema.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let parameter = |(name, mut schema): (String, Value)| {
        let mut words = Value::Null;
        if let Value::Object(fields) = &mut schema {
            words = fields.remove("description").unwrap_or_default();
            without_null(fields);
        }
        let is_required = required.contains(&json!(name));
        json!({"name": name, "in": "query", "required": is_required, "description": words, "schema": schema})
    };
    properties.into_iter().map(parameter).collect()
}

/// Takes `null` out of a schema: a parameter that is not there is left out.
fn without_null(schema: &mut Map<String, Value>) {
    let types = schema.get("type").and_then(Value::as_array).cloned();
    if let Some(own) = types.and_then(|types| types.into_iter().find(|own| own != "null")) {
        schema.insert("type".to_owned(), own);
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    let Some(Value::Array(kinds)) = schema.remove("anyOf") else { return };
    if let Some(Value::Object(kind)) = kinds.into_iter().find(|kind| kind.get("type") != Some(&json!("null"))) {
        schema.extend(kind);
    }
}

fn body(sends: Sends) -> Option<Value> {
    let binary = || json!({"type": "string", "format": "binary", "minLength": 1});
    let form = |fields: &[&str]| {
        let properties: Map<String, Value> = fields.iter().map(|field| ((*field).to_owned(), binary())).collect();
        json!({"schema": {"type": "object", "properties": properties, "required": fields, "additionalProperties": false}})
    };
    let content = match sends {
        Sends::Nothing => return None,
        Sends::Files(fields) => json!({"multipart/form-data": form(fields)}),
        Sends::Json(shape) => json!({"application/json": {"schema": shape(&mut generator(&Contract::Deserialize))}}),
        Sends::File | Sends::Kept => {
            let mut content = Map::new();
            content.insert("multipart/form-data".to_owned(), form(&["file"]));
            for media in MEDIA {
                let schema = if media == "text/plain" { json!({"type": "string", "minLength": 1}) } else { binary() };
                content.insert(media.to_owned(), json!({"schema": schema}));
            }
            Value::Object(content)
        }
    };
    Some(json!({"required": true, "content": content}))
}

pub(super) fn word(right: Right) -> &'static str {
    match right {
        Right::Open => "open",
        Right::Read => "read",
        Right::Check => "check",
        Right::Review => "review",
        Right::Administer => "administer",
    }
}
