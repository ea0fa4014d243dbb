//! A person at the desk's pages, without a browser: forms as they are sent, one cookie, no script.
//!
//! Requests end their connection, so that an answer goes on until its end.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::desk::Desk;

const PASSWORD: &str = "trois portes, deux étages";

/// Somebody who is signed in.
#[derive(Debug)]
pub struct Browser {
    address: SocketAddr,
    cookie: Option<String>,
}

/// What a page answered.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status.
    pub status: u16,
    /// Where it leads, if it does.
    pub to: String,
    /// What it says.
    pub text: String,
}

impl Page {
    /// The value of the first field of that name.
    ///
    /// # Errors
    /// When the page has none.
    pub fn field(&self, name: &str) -> Result<String> {
        let mark = format!("name=\"{name}\" value=\"");
        let (_, after) = self.text.split_once(&mark).with_context(|| {
            format!("no field {name} in a page of status {}: {}", self.status, self.text)
        })?;
        Ok(after.split('"').next().unwrap_or_default().replace("&#38;", "&"))
    }
}

impl Browser {
    /// Adds a person to the desk with these options of `account add`, and signs in.
    ///
    /// # Errors
    /// When the server refuses, with its words.
    pub fn sign_in(desk: &Desk, address: SocketAddr, options: &[&str]) -> Result<Self> {
        #[derive(Deserialize)]
        struct Invited {
            login: String,
            link: String,
        }
        let said = desk.say(&[&["account", "add"], options].concat())?;
        let invited: Invited = serde_json::from_str(&said.stdout)
            .with_context(|| format!("nobody was invited: {}", said.stderr.trim()))?;
        let mut browser = Self { address, cookie: None };
        let (_, secret) = invited.link.rsplit_once('/').context("a link ends with its secret")?;
        let welcome = format!("/desk/welcome/{secret}");
        browser.send(&welcome, &welcome, &[("password", PASSWORD)])?;
        let fields = [("login", invited.login.as_str()), ("password", PASSWORD)];
        let page = browser.send("/desk/sign-in", "/desk/sign-in", &fields)?;
        if page.status != 303 {
            bail!("{} cannot sign in: {}", invited.login, page.text);
        }
        Ok(browser)
    }

    /// Opens a page.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub fn open(&mut self, path: &str) -> Result<Page> {
        self.ask("GET", path, "")
    }

    /// Fills in a form on the page at `from`, and sends it.
    ///
    /// # Errors
    /// When the page has no form, or the server cannot be reached.
    pub fn send(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> Result<Page> {
        let proof = self.open(from)?.field("proof")?;
        let all = std::iter::once(("proof", proof.as_str())).chain(fields.iter().copied());
        let body: Vec<String> =
            all.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.ask("POST", path, &body.join("&"))
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<Page> {
        let mut stream = TcpStream::connect(self.address)?;
        let cookie = self.cookie.as_ref().map(|cookie| format!("cookie: {cookie}\r\n"));
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\naccept-language: fr\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n{}\r\n{body}",
            self.address,
            body.len(),
            cookie.unwrap_or_default()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, text) = answer.split_once("\r\n\r\n").context("an answer has a head")?;
        let header = |name: &str| {
            let mut lines = head.lines().filter_map(|line| line.split_once(": "));
            lines.find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| value)
        };
        if let Some(set) = header("set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Ok(Page {
            status: status.context("an answer has a status")?,
            to: header("location").unwrap_or_default().to_owned(),
            text: text.to_owned(),
        })
    }
}

fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let spelled = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(spelled).collect()
}
