//! `soat serve --oidc-…`: who has the accounts of the office.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::exit::Failure;
use crate::serve::{Authorities, Claim, Provider};

/// The provider of accounts.
#[expect(clippy::struct_field_names, reason = "they are named as the options are")]
#[derive(Debug, Args)]
pub(super) struct Accounts {
    /// Địa chỉ máy chủ tài khoản của cơ quan (issuer); người dùng phải có trong soat user (docs/server.md)
    #[arg(long, value_name = "URL", requires = "oidc_client")]
    oidc_issuer: Option<String>,
    /// Mã mà máy chủ tài khoản cấp cho soat
    #[arg(long, value_name = "ID", requires = "oidc_issuer")]
    oidc_client: Option<String>,
    /// Tệp chứa mật khẩu mà máy chủ tài khoản cấp cho soat, nếu có
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_secret: Option<PathBuf>,
    /// Chứng thư (PEM) của nơi cấp chứng thư HTTPS cho máy chủ tài khoản; không có thì theo những nơi mà máy này tin
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    oidc_ca: Option<PathBuf>,
    /// Tên nào của tài khoản là tên người dùng trong soat
    #[arg(long, value_enum, value_name = "NAME", default_value = "username")]
    oidc_name: Name,
}

/// What of an account is the user's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Tên đăng nhập
    Username,
    /// Thư điện tử đã xác minh
    Email,
    /// Mã của tài khoản
    Subject,
}

impl Accounts {
    /// Returns the provider, where one is named.
    pub(super) fn provider(&self) -> Result<Option<Provider>, Failure> {
        let (Some(issuer), Some(client)) = (&self.oidc_issuer, &self.oidc_client) else { return Ok(None) };
        let read = |path: &PathBuf| {
            std::fs::read_to_string(path).map_err(|error| Failure::usage(format!("{}: {error}", path.display())))
        };
        let vouching = |path: &PathBuf| {
            Authorities::of_pem(read(path)?.as_bytes())
                .ok_or_else(|| Failure::usage(format!("{}: không có chứng thư PEM đọc được", path.display())))
        };
        let authorities = self.oidc_ca.as_ref().map(vouching).transpose()?;
        let secret = self.oidc_secret.as_ref().map(read).transpose()?.map(|secret| secret.trim().to_owned());
        let claim = match self.oidc_name {
            Name::Username => Claim::Username,
            Name::Email => Claim::Email,
            Name::Subject => Claim::Subject,
        };
        Ok(Some(Provider { issuer: issuer.clone(), client: client.clone(), secret, claim, authorities }))
    }
}
