//! A provider of accounts with one account: discovery, keys and tokens over HTTP or HTTPS on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

/// The key of this provider; it signs nothing but these tests' tokens.
const KEY: &str = include_str!("key.pem");

/// The provider.
pub(super) struct Provider {
    pub(super) issuer: String,
    nonce: Arc<Mutex<String>>,
}

impl Provider {
    /// Starts a provider whose account has this name.
    pub(super) fn start(name: &'static str) -> Self {
        Self::listen(name, None)
    }

    /// As [`Self::start`], over HTTPS by a certificate of `ca.pem` for this host; the certificate is for 127.0.0.1.
    pub(super) fn start_tls(name: &'static str, host: &str) -> Self {
        Self::listen(name, Some(host))
    }

    fn listen(name: &'static str, tls: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let issuer = tls.map_or(format!("http://127.0.0.1:{port}"), |host| format!("https://{host}:{port}"));
        let tls = tls.map(|_| Arc::new(certified()));
        let nonce = Arc::new(Mutex::new(String::new()));
        let (own, held) = (issuer.clone(), Arc::clone(&nonce));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let nonce = held.lock().unwrap().clone();
                let mut stream = stream.unwrap();
                match &tls {
                    None => answer(&mut stream, &own, name, &nonce),
                    Some(tls) => {
                        let connection = ServerConnection::new(Arc::clone(tls)).unwrap();
                        let mut stream = StreamOwned::new(connection, stream);
                        // Who does not trust the certificate hangs up.
                        if stream.flush().is_ok() && stream.conn.complete_io(&mut stream.sock).is_ok() {
                            answer(&mut stream, &own, name, &nonce);
                            stream.conn.send_close_notify();
                            let _ = stream.flush();
                        }
                    }
                }
            }
        });
        Self { issuer, nonce }
    }

    /// Reads what the server sent the browser with: keeps the nonce; returns the cookie and the state.
    pub(super) fn sent(&self, head: &str) -> (String, String) {
        let line = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim();
        let cookie = line("set-cookie:").split(';').next().unwrap().to_owned();
        let location = line("location:");
        assert!(location.starts_with(&self.issuer) && location.contains("code_challenge_method=S256"), "{location}");
        let query = location.split_once('?').unwrap().1;
        let field = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(own, _)| *own == name).unwrap().1.to_owned()
        };
        field("nonce").clone_into(&mut self.nonce.lock().unwrap());
        (cookie, field("state"))
    }

    /// Has the next token bear another nonce.
    pub(super) fn forge(&self, nonce: &str) {
        nonce.clone_into(&mut self.nonce.lock().unwrap());
    }
}

fn key() -> CoreRsaPrivateSigningKey {
    CoreRsaPrivateSigningKey::from_pem(KEY, Some(JsonWebKeyId::new("1".to_owned()))).unwrap()
}

/// Returns the settings of a server with the certificate of these tests.
fn certified() -> ServerConfig {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("tls.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls-key.pem")).unwrap();
    let crypto = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(crypto).with_protocol_versions(rustls::ALL_VERSIONS).unwrap();
    builder.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap()
}

fn answer<S: Read + Write>(stream: &mut S, issuer: &str, name: &str, nonce: &str) {
    let mut reader = BufReader::new(&mut *stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let body = String::from_utf8(body).unwrap();
    let value = match first.split(' ').nth(1).unwrap() {
        "/.well-known/openid-configuration" => json!({
            "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
            "token_endpoint": format!("{issuer}/token"), "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }),
        "/keys" => serde_json::to_value(CoreJsonWebKeySet::new(vec![key().as_verification_key()])).unwrap(),
        "/token" => {
            assert!(body.contains("code=ma") && body.contains("code_verifier="), "{body}");
            json!({"access_token": "a", "token_type": "Bearer", "id_token": token(issuer, name, nonce)})
        }
        path => panic!("asked for {path}"),
    };
    let text = value.to_string();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
    write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{text}", text.len()).unwrap();
}

fn token(issuer: &str, name: &str, nonce: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let claims = json!({
        "iss": issuer, "aud": "soat", "sub": "7", "iat": now, "exp": now + 60, "nonce": nonce, "preferred_username": name,
    });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&json!({"alg": "RS256", "kid": "1"})), part(&claims));
    let signature = key().sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, signed.as_bytes()).unwrap();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}
